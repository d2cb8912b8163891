"""A logo that was uploaded: checked before it is decoded, drawn anew, without its metadata."""

import secrets
from io import BytesIO
from typing import IO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
SHOWN_HEIGHT = 128
"""Twice the height at which a logo is shown, for sharp screens."""


def redrawn_logo(upload: IO[bytes], size: int) -> ContentFile[bytes]:
    """Give the picture as a new PNG with a random name. Raises ValidationError in plain words."""
    if size > LARGEST_BYTES:
        raise ValidationError(_("The picture is larger than 8 MB."))
    try:
        with Image.open(upload, formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(_("The picture has more than 40 megapixels."))
            image.thumbnail((SHOWN_HEIGHT * 8, SHOWN_HEIGHT))
            drawn = image.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise ValidationError(_("Give a picture as JPEG, PNG or WebP.")) from error
    content = BytesIO()
    drawn.save(content, format="PNG", optimize=True)
    return ContentFile(content.getvalue(), name=f"{secrets.token_hex(8)}.png")
