"""Django's registration of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`."""

    name = "rapport.web"
    label = "web"

    def ready(self) -> None:
        """Give the administration our name instead of Django's."""
        from django.contrib import admin  # noqa: PLC0415  # needs the apps

        admin.site.site_header = "Rapport: administration"
        admin.site.site_title = "Rapport"
