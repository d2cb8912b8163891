"""Django's registration of the app."""

from django.apps import AppConfig


class IngestConfig(AppConfig):
    """The app `ingest`."""

    name = "rapport.ingest"
    label = "ingest"
