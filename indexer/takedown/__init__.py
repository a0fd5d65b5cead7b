"""Taking articles down, for good, and proving it.

`choosing` says what goes, `forget` takes it out of ledger and index, `tombstones` keep it away, and `leftovers` looks
for what may be left, by the keyed `passages` that are all that is known of it then.
"""
