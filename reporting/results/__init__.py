"""Files that a job makes for one person, kept for a week."""
