"""Content from elsewhere, and to elsewhere: one module a format. Only here is anything fetched from the network."""
