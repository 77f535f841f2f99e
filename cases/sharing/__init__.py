"""Giving to partners from a case, and seeing what a partner could have, has and never gets."""
