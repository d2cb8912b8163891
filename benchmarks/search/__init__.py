"""Our engine beside others: the same listings, the same questions, the same answers."""
