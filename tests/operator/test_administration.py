"""Every page of the administration opens without a warning and says plainly what is wrong."""

from html import unescape

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from rapport.accounts.models import User
from rapport.operator.crisis_keeping import bring_in_shipped_lines
from rapport.operator.models import OperatorSettings, PolicyText
from tests.cast import Cast
from tests.cast import cast as cast
from tests.web.page import visit

SETTINGS = "/admin/operator/operatorsettings/1/change/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(cast: Cast) -> Client:
    """Give the browser of whoever runs the directory."""
    OperatorSettings(name="Find Help NJ").save()
    PolicyText(place="who", language="es", text="Somos " + "palabra " * 20).save()
    bring_in_shipped_lines()
    client = Client()
    client.force_login(User.objects.create_superuser("op@example.org", "long enough 12"))
    return client


MODELS = [model._meta.label_lower.replace(".", "_") for model in admin.site._registry]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", MODELS)
def test_every_list_form_and_row_opens(operator: Client, name: str) -> None:
    """Warnings are errors here: what Django 6 takes away is not used."""
    [model_admin] = [
        one
        for model, one in admin.site._registry.items()
        if model._meta.label_lower.replace(".", "_") == name
    ]
    assert operator.get(reverse(f"admin:{name}_changelist")).status_code in {200, 302}
    may_add = operator.get(reverse(f"admin:{name}_add")).status_code
    assert may_add in {200, 302, 403}
    row = model_admin.model._default_manager.first()
    if row is not None:
        opened = operator.get(reverse(f"admin:{name}_change", args=[row.pk]))
        assert opened.status_code in {200, 302}


def test_the_settings_open_without_a_list_of_one(operator: Client) -> None:
    assert operator.get("/admin/operator/operatorsettings/").headers["Location"] == SETTINGS
    assert visit(operator, SETTINGS).all("select", id="id_time_zone")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"accent": "green"}, "Write it as #1f5f4f."),
        ({"accent": "#ffee00"}, "Its contrast is 1."),
        ({"time_zone": "Mars/Base"}, "Give a name such as America/New_York."),
        ({"contact_email": "javascript:alert(1)"}, "Enter a valid email address."),
    ],
)
def test_settings_that_cannot_be_are_refused(
    operator: Client, changes: dict[str, str], sentence: str
) -> None:
    fields = {"name": "Find Help NJ", "units": "mi", "time_zone": "America/New_York"}
    answer = operator.post(SETTINGS, fields | changes)
    assert answer.status_code == 200
    assert sentence in unescape(answer.content.decode())
    assert OperatorSettings.current().accent == ""


def test_who_may_not_open_a_page_is_told_that_and_nothing_else(operator: Client) -> None:
    answer = operator.get("/admin/operator/operatorsettings/add/")
    assert answer.status_code == 403
    assert "You may not open this page" in answer.content.decode()


def test_a_second_text_for_one_place_is_refused_in_plain_words(operator: Client) -> None:
    fields = {"place": "who", "language": "es", "text": "Otra vez."}
    answer = operator.post("/admin/operator/policytext/add/", fields)
    assert "There is a text for this place in this language." in answer.content.decode()


def test_the_lines_own_languages_are_named_beside_their_fields(operator: Client) -> None:
    form = visit(operator, "/admin/operator/storedcrisisline/add/").one(
        "form", id="storedcrisisline_form"
    )
    assert [one.text for one in form.all("small")] == ["English", "Español"] * 3
