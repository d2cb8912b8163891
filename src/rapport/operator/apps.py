"""Django's registration of the app."""

from django.apps import AppConfig


class OperatorConfig(AppConfig):
    """The app `operator`."""

    name = "rapport.operator"
    label = "operator"
