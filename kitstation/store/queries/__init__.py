"""Questions to the database: each function takes the connection of `Store.reading` and returns frozen rows."""
