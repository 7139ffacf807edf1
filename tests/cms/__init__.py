"""Moving in from Integreat's CMS as it is: run by `make test-cms` alone (see test_live_import.py)."""
