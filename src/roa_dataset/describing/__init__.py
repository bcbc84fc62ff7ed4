"""The package described for catalogues, each in the form that it reads; all of it comes from the descriptor."""
