"""What comes from Integreat: the shapes of its public API (version 3), and how a region's answers are fetched and read."""
