"""Claims with their words: one claim, all readings about something, what a cell rests on, what cites a reference."""
