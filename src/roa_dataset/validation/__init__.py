"""The validator: one report on a copy of the package, layer by layer, each assuming those before it."""
