"""The map of a results page: drawn by the server from public lines, and only on request."""
