"""Articles: concerns, approaches, terms, guides, practices and therapist resources."""
