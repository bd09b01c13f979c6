"""The database: tables, the one door for commands, queries, migrations, audit. One schema for SQLite and PostgreSQL."""
