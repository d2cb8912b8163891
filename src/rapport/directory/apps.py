"""Django's registration of the app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The app `directory`."""

    name = "rapport.directory"
    label = "directory"
