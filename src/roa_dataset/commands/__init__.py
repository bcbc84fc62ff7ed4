"""The command roa-dataset: one module for each of its commands, the options that they share, and how they end."""
