"""One verb a file: what can be done to a listing. Each writes to the change log what it touched."""
