"""Rules as pure functions, listed in literal tuples. Their docstrings say what they look for; the sentences that a person
reads stand in `reporting/findings.yaml`.
"""
