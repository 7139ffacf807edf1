"""The desk: an editor in the browser for people who do not use git, with a form for everything that the model knows.

The editor itself is Sveltia CMS; `libraries/` makes the bundle in `editor/` of it (docs/decisions/0032).
"""
