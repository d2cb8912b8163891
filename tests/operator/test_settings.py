"""The operator's settings: one row, readable colours, harmless logos."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from PIL import Image

from rapport.operator.contrast import contrast_ratio
from rapport.operator.forms import OperatorSettingsForm
from rapport.operator.logo import redrawn_logo
from rapport.operator.models import OperatorSettings


def picture(format_: str, size: tuple[int, int] = (300, 100)) -> BytesIO:
    """Draw a picture with metadata."""
    content = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    Image.new("RGB", size, "#336699").save(content, format=format_, exif=exif)
    content.seek(0)
    return content


def test_black_on_white_has_the_greatest_contrast() -> None:
    assert round(contrast_ratio("#000000", "#ffffff"), 1) == 21.0
    assert contrast_ratio("#777777", "#777777") == 1.0


def test_an_accent_that_cannot_be_read_is_refused_with_its_contrast() -> None:
    with pytest.raises(ValidationError, match=r"contrast is 1\.\d to 1"):
        OperatorSettings(accent="#ffee00").full_clean()


def test_a_time_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="America/New_York"):
        OperatorSettings(time_zone="Mars/Base").full_clean()


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP"])
def test_a_logo_is_drawn_anew_without_its_metadata(format_: str) -> None:
    content = picture(format_)
    logo = redrawn_logo(content, len(content.getvalue()))
    with Image.open(BytesIO(logo.read())) as image:
        assert image.format == "PNG"
        assert image.height <= 128
        assert not image.getexif()
    assert b"taken at home" not in logo.open().read()
    assert logo.name
    assert "taken" not in logo.name


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"GIF89a" + b"x" * 50, b"%PDF-1.7", b"\x00"])
def test_what_is_no_picture_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="JPEG, PNG or WebP"):
        redrawn_logo(BytesIO(content), len(content))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    content = picture("PNG", (8_000, 5_001))
    with pytest.raises(ValidationError, match="40 megapixels"):
        redrawn_logo(content, len(content.getvalue()))


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(ValidationError, match="8 MB"):
        redrawn_logo(BytesIO(b""), 8_000_001)


@pytest.mark.django_db
def test_the_site_restyles_itself(client: Client) -> None:
    assert b"operator.css" not in client.get("/").content
    OperatorSettings.objects.create(name="Find Help NJ", accent="#5b2d6b", operator_name="NJ Ex")
    page = client.get("/").content.decode()
    assert "Find Help NJ" in page
    assert "/operator.css?5b2d6b" in page
    assert client.get("/operator.css").content == b":root{--accent:#5b2d6b}"
    assert client.get("/operator-logo.png").status_code == 404


@pytest.mark.django_db
def test_there_is_never_a_second_row() -> None:
    OperatorSettings(name="One").save()
    OperatorSettings(name="Two").save()
    assert list(OperatorSettings.objects.values_list("name", flat=True)) == ["Two"]


def test_self_checks_for_non_commercial_use_are_off_until_the_operator_says_so() -> None:
    assert OperatorSettings().is_non_commercial is False
    field = OperatorSettingsForm().fields["is_non_commercial"]
    assert "WHO-5" in str(field.help_text)


@pytest.mark.django_db
def test_spanish_counts_as_unread_until_the_operator_says_otherwise(client: Client) -> None:
    sentence = "No native speaker has read the Spanish words yet."
    assert sentence in client.get("/accessibility").content.decode()
    OperatorSettings(is_translation_reviewed=True).save()
    assert sentence not in client.get("/accessibility").content.decode()
