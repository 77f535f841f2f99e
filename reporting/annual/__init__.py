"""The annual report: texts, figures and PDF of a year, and what was published of it."""
