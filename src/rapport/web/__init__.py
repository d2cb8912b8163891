"""The pages for people: server-rendered, complete without script."""
