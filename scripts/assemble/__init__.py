"""Claims of all texts in, tables out."""
