"""What stands in structured places: information boxes, lists, tables, notes, captions, links, references."""
