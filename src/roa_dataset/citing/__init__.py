"""How to cite the package, its texts and one claim."""
