"""What scanned bytes mean: framing, symbology identifiers, standards, our own codes. Pure; no input or output."""
