"""Measurements of Rapport: what they say is written down in docs/benchmarks.md."""
