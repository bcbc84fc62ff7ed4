"""The texts as TEI P5 (https://tei-c.org/release/doc/tei-p5-doc/en/html/): header, stand-off claims, and the whole text."""
