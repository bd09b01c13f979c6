"""The settings page: a section for each thing that can be set."""
