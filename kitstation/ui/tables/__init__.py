"""Tables: models over frozen rows, and the view that shows them."""
