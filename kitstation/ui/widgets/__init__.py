"""The widgets that pages are built of. They take plain values and know nothing of where those come from."""
