"""What a host is told about a site: one description, written down for each kind of server and service."""
