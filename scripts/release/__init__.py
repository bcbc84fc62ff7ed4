"""A release: the committed tree → dist/, twice the same bytes. `make release` runs scripts/make_release.py."""
