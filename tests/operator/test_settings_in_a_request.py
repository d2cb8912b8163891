"""The settings are read once for a request, and anew for the next one and after a save."""

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from rapport.operator.models import OperatorSettings
from rapport.operator.queries import begin_request, end_request, operator_settings

pytestmark = pytest.mark.django_db


def test_a_request_reads_them_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    begin_request()
    with django_assert_num_queries(1):
        assert operator_settings() is operator_settings()
    end_request()
    with django_assert_num_queries(2):
        operator_settings()
        operator_settings()


def test_a_save_within_a_request_is_seen() -> None:
    begin_request()
    assert operator_settings().name != "Harbor Guild"
    OperatorSettings(name="Harbor Guild").save()
    assert operator_settings().name == "Harbor Guild"
    end_request()
