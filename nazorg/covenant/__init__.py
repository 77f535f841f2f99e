"""The privacy covenant: who may see what. Parties and categories are code, cells and grounds a data file."""
