"""The search index of a region's guide, a language at a time, and how words are made comparable."""
