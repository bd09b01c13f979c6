"""What there is at a kitting bench and what may happen to it. Pure: the standard library and nothing else.

The words, one meaning each:

- *Part*: a thing that can be stocked, known by part number and revision.
  Its *tracking type* is serial, lot or untracked.
- *Inventory item*: an amount of one part at one location: one serial, one lot's stock, or loose stock.
- *Location*: a place in a tree, written as a path such as ``Stores/A1-03``. *Supplier*: who delivered an item.
- *mBOM*: the parts that one assembly needs. *Run*: the making of N assemblies.
- *Kit*: what is collected for a run. *Kit line*: how much of one part the kit needs.
- *Issue*: an item's quantity goes to a kit line. *Return*: it comes back to the item's location.
- *Bucket*: where a quantity of an item is (on hand, picked, ...).
- *Movement*: a quantity goes from one bucket to another.
- *Command*: what somebody wants to happen. *Refusal*: why it may not. *Journal*: all accepted commands, in order.
"""
