"""Measurements of Rapport on real data: what they say is written down in docs/benchmarks.md."""
