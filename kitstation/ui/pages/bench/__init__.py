"""The bench page: what the technician looks at while scanning."""
