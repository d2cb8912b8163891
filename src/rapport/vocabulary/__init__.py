"""The terms shared by all: concerns, approaches, payers, languages and every other facet."""
