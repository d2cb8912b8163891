"""Rapport: a therapist finder that tells the truth."""

__version__ = "0.1.0"
