"""The editor of label templates: by mouse, by keys, and as text."""
