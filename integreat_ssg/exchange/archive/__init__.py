"""A region to one file of JSON Lines with its media beside it, and back: for systems that we do not know."""
