"""Benchmarks: figures, each beside its reference. Run by `packaging/test --benchmark`, never as pass or fail."""
