"""Tables of a package, as the caller's engine holds them: types and meanings come from the descriptor."""
