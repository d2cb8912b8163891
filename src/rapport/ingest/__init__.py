"""Rosters and registries come in: read, match, load; always with a dry run."""
