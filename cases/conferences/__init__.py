"""Conferences on cases: one agenda, parts in which not everybody sits, invitations, and minutes split alike."""
