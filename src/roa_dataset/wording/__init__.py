"""Plain sentences made from the rows of `claims`, by rule: the build writes them, the validator makes them again."""
