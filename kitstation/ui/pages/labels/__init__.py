"""Labels: printed, saved, and what became of each print job."""
