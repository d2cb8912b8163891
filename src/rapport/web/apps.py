"""Django's registration of the app."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The app `web`."""

    name = "rapport.web"
    label = "web"

    def ready(self) -> None:
        """Write the page for a site that is down whenever the crisis lines are written."""
        from rapport.operator.crisis_keeping import crisis_lines_published  # noqa: PLC0415
        from rapport.web.down_page import write_down_page  # noqa: PLC0415

        crisis_lines_published.connect(write_down_page, dispatch_uid="down-page")
