"""The kinds of figure, each in a module of its own: rows of the package in, a Figure out."""
