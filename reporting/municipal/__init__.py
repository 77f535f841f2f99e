"""The figures of one municipality, for its contacts and for the staff."""
