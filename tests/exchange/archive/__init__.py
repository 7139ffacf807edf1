"""Tests of the neutral archive."""
