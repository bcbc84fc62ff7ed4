"""Readers of small things that stand in running text: dates, numbers, identifiers, scripts.

The build uses them to make values, and validation uses the same ones to read a value again from its span.
"""
