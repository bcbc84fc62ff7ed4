"""The tables as files for other programs, each complete or not there."""
