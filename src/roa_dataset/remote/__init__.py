"""Another copy of the package: a folder, an archive or an address. What is not exactly as promised is refused."""
