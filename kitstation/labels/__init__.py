"""Labels and sheets: barcodes drawn for printers."""
