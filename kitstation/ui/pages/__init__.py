"""The pages of the window: one file, or one folder, for each."""
