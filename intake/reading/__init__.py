"""Reading what comes in: files, pasted rows and screens become rows of clean values with remarks.

Pure Python, without the database: what a row means for persons and cases is decided elsewhere.
"""
