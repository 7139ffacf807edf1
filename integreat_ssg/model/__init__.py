"""The nouns. Frozen values and pure questions; no I/O, no third-party import."""
