"""What differs between two copies of the package, and which step of the version number that needs."""
