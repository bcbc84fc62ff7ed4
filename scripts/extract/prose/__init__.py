"""Sentences → claims: names, dates and numbers become slots, and the patterns of rules/prose/*.toml run over words and slots."""
