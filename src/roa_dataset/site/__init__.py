"""The reader: the package as a static site in which every statement stands beside its words.

`write.py` makes the folder, `pages.py` lists the pages, the modules beside them work out what a page shows, `templates/` says
how it is laid out, `static/` has the one style sheet and the one script.
"""
