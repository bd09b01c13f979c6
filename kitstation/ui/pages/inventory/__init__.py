"""The inventory page: every item, searched and paged."""
