"""The demo: a small working day in the real window, played by hand or by itself."""
