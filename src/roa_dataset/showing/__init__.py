"""How rows are shown: as text with aligned columns, as the formats of the command, as HTML in a notebook."""
