"""Who runs this directory: name, contact, policy, units, crisis lines."""
