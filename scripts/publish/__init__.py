"""Tables in, files out: CSV, Parquet, the descriptor, the data dictionary, Literal types, the citation file."""
