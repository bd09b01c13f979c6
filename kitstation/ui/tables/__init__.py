"""Tables: models over frozen rows, and the view that shows them.

How a page gets a table that sorts, searches, copies, exports, shows and hides columns, and is as it was left:

    model = RowTableModel((Column(key="number", title=self.tr("Kit"), value=number_of), ...), id_of, parent=self)
    self.listing = Listing(services, "kits", self.tr("Kits"), model, search=self.tr("Search kits"))
    self.header = PageHeader(appearance, self.tr("Kits"), *self.listing.controls)
    self.frame = ListFrame(appearance, self.listing, pane, pane_width=300)  # below it: self.listing.strip
    self.frame.remember(services.settings, "kits")
    self.listing.show_rows(rows)  # whenever they have been read; in close_down: self.listing.close_down()

A table beside it: `TableMemory(services.settings, "kit_lines", table)`, `self.listing.strip.offer(table, "lines")`.
More rows than are worth loading: a PagedTableModel, `self.listing.load(read_page)` with
`read_page(store, after, limit) -> Page`, again on `listing.search_wanted` and `model.sort_wanted`;
`listing.failed` tells an error. Names and column keys are words of the settings: they never change.
"""
