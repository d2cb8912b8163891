"""Django's registration of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`."""

    name = "rapport.web"
    label = "web"

    def ready(self) -> None:
        """Name the administration; write the page for a site that is down with the crisis lines."""
        from django.contrib import admin  # noqa: PLC0415 (needs the apps)

        from rapport.operator.crisis_keeping import crisis_lines_published  # noqa: PLC0415
        from rapport.web.down_page import write_down_page  # noqa: PLC0415

        admin.site.site_header = "Rapport: administration"
        admin.site.site_title = "Rapport"
        crisis_lines_published.connect(write_down_page, dispatch_uid="down-page")
