"""What design tools, distributors and spreadsheets call their columns: plain data.

For each field the names that stand for it, in order of preference: when a file has several of them, the first
wins, so that the manufacturer's part number comes before a distributor's. Case, blanks and punctuation do not
matter (``Mfr. Part #`` is ``mfr part #``), and ``#`` is read as "number".

Left out on purpose, because it often is something else: Stock (the distributor's), Position (the line's number),
Component (a symbol or a count), Comment as a part number.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

PART_NUMBER = (
    # The manufacturer's own number.
    "Manufacturer Part Number", "Manufacturer Part #", "Manufacturer Part No", "Manufacturer Part",
    "Manufacturer PN", "Manufacturer P/N", "Manufacture Part Number", "Manufacturer Part Number 1",
    "Manufacturer Product Number", "Manufacturer #", "Manufacturer No",
    "MPN", "MPN 1", "MPN1", "MFPN", "MFN",
    "Mfr Part Number", "Mfr Part #", "Mfr Part No", "Mfr Part", "Mfr PN", "Mfr P/N", "Mfr #", "Mfr No",
    "Mfg Part Number", "Mfg Part #", "Mfg Part No", "Mfg Part", "Mfg PN", "Mfg P/N", "Mfg #", "Mfg No",
    "Mfgr Part Number", "Mfgr Part #", "Manf Part Number", "Manf #", "Manf Part #",
    "Hersteller-Teilenummer", "Herstellernummer",
    # The house's own number.
    "Part Number", "Part #", "Part No", "PartNo", "Part Nr", "PN", "P/N", "Part", "Part ID", "Partnum",
    "Internal Part Number", "Company Part Number", "IPN", "House Part Number",
    "Item Number", "Item No", "Item #", "Stock Code", "Stock Number", "SKU", "Material Number", "Material",
    "Component Part Number", "Teilenummer", "Artikelnummer",
    # A distributor's number.
    "Supplier Part Number", "Supplier Part #", "Supplier Part Number 1", "Supplier PN", "Vendor Part Number",
    "Vendor Part #", "Vendor PN", "Distributor Part Number", "Distributor Part #",
    "Digi-Key Part Number", "Digi-Key Part #", "DigiKey PN", "DK Part Number", "DK Part #", "Digi-Key #",
    "Mouser Part Number", "Mouser Part #", "Mouser PN", "Mouser #", "Mouser No",
    "LCSC Part Number", "LCSC Part #", "LCSC Part No", "LCSC Part", "LCSC PN", "LCSC #", "LCSC",
    "JLCPCB Part Number", "JLCPCB Part #", "JLCPCB Part # (optional)", "JLCPCB Part", "JLC Part #",
)  # fmt: skip

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "part_number": PART_NUMBER,
        "revision": ("Revision", "Rev", "Part Revision", "Part Rev", "Rev No", "Rev #"),
        "quantity": (
            "Quantity", "Qty", "Quantity Per PCB", "Qty Per PCB", "Quantity Per Board", "Qty Per Board",
            "Quantity Per Assembly", "Qty Per Assembly", "Qty/Assy", "Qty Per", "Qty/Board", "Qty/PCB",
            "Qnty", "Qty Required", "Quantity Required", "Required Quantity", "Order Qty", "Order Quantity",
            "Quantity 1", "Qty 1", "Quantity On Hand", "Qty On Hand", "On Hand", "QOH",
            "Amount", "Count", "Pcs", "Pieces", "Menge", "Anzahl", "Stückzahl", "Quantité", "数量",
        ),
        "references": (
            "Reference Designators", "Reference Designator", "Reference(s)", "Reference", "Designator",
            "Designators", "RefDes", "Ref Des", "Ref Designator", "Refs", "Ref", "Ref.Des.", "Parts Reference",
            "Part Reference", "Component Reference", "Location on PCB", "Referenz", "Bezeichner", "位号",
        ),
        "description": (
            "Description", "Part Description", "Desc", "Descr", "Item Description", "Component Description",
            "Manufacturer Description", "Designation", "Part Name", "Name", "Title", "Details",
            "Beschreibung", "Bezeichnung",
        ),
        "comment": ("Comment", "Comments"),
        "value": ("Value", "Val", "Wert"),
        "manufacturer": (
            "Manufacturer", "Manufacturer 1", "Manufacturer Name", "Manufacturer Name 1", "Mfr", "Mfr Name",
            "Mfg", "Mfg Name", "Mfgr", "Manf", "MFN Name", "Maker", "Brand", "Hersteller",
        ),
        "do_not_populate": (
            "DNP", "Do Not Populate", "Do Not Place", "DNI", "Do Not Install", "DNF", "Do Not Fit", "DNM",
            "Do Not Mount", "DNS", "Do Not Stuff", "No Stuff", "NoStuff", "Not Fitted", "Not Populated",
        ),
        "excluded_from_bom": ("Exclude From BOM", "Excluded From BOM"),
        "populate": ("Populate", "Populated", "Fitted", "Fit", "Stuff", "Mount", "Mounted", "Place"),
        "tracking_type": (
            "Tracking Type", "Tracking", "Tracked By", "Tracked", "Traceability", "Serial/Lot", "Lot/Serial",
        ),
        "serial_number": (
            "Serial Number", "Serial #", "Serial No", "Serial Nr", "Serial", "S/N", "SN", "Seriennummer",
        ),
        "lot_number": (
            "Lot Number", "Lot #", "Lot No", "Lot", "Lot Code", "Lot ID", "Batch Number", "Batch #", "Batch No",
            "Batch", "Batch Code", "Chargennummer",
        ),
        "date_code": ("Date Code", "D/C", "Mfg Date Code", "Datumscode"),
        "unit": (
            "Unit", "Unit Of Measure", "UOM", "UoM", "Units", "Measure", "Quantity Unit", "Qty Unit", "Einheit",
        ),
        "location": (
            "Location", "Location Path", "Storage Location", "Stock Location", "Storage", "Bin", "Bin Location",
            "Bin Number", "Shelf", "Place", "Warehouse Location", "Lagerort", "Lagerplatz",
        ),
        "supplier": (
            "Supplier", "Supplier 1", "Supplier Name", "Vendor", "Vendor Name", "Vendor 1", "Distributor",
            "Distributor Name", "Lieferant",
        ),
        "cost": (
            "Cost", "Unit Cost", "Cost Each", "Cost Per Unit", "Unit Price", "Price", "Price Each", "Unit Price 1",
            "Price (USD)", "Price (EUR)", "Unit Price($)", "Preis",
        ),
        "expires_on": (
            "Expires On", "Expires", "Expiry Date", "Expiry", "Expiration Date", "Expiration", "Exp Date",
            "Use By", "Use By Date", "Best Before", "Shelf Life End", "Ablaufdatum", "MHD",
        ),
    }
)  # fmt: skip
