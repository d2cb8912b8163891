"""What keeps a person's search their own: headers, request checks, tokens, logs."""
