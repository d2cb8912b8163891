"""Django's registration of the app."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    """The app `vocabulary`."""

    name = "rapport.vocabulary"
    label = "vocabulary"
