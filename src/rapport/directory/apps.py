"""Django's registration of the app."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """The app `directory`."""

    name = "rapport.directory"
    label = "directory"

    def ready(self) -> None:
        """Follow the vocabulary once all models are there."""
        from rapport.directory.follow_vocabulary import follow_vocabulary  # noqa: PLC0415

        follow_vocabulary()
