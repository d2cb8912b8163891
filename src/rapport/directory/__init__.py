"""Listings and their dated facts: what is published about a therapist or clinic, and since when."""
