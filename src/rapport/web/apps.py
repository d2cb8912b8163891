"""Django's registration of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`."""

    name = "rapport.web"
    label = "web"
