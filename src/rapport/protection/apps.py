"""Django's registration of the app."""

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    """The app `protection`."""

    name = "rapport.protection"
    label = "protection"
