"""What can be done with an article, one verb a file."""
