"""The intake's work outside the request."""
