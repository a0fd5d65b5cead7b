"""The embedded store: an index of memory-mapped arrays, which Whoosh reads as its own.

    "Make my articles searchable": `batch` gathers articles, `inversion` turns them into postings all at once (`words`
    finds the words of many texts, `vocabulary` and `lexicon` number them, `stems` says which forms belong together),
    `texts` compresses what is displayed, `writing` puts it all into one file (`segment`, a `container` of named parts
    under checksums), `merge` makes one segment of several.

    "When is it visible?": `store` collects segments for the next generation, and the manifest publishes them.

    "My own code uses Whoosh": `toc` writes the table of contents that `whoosh.index.open_dir` opens, `codec` answers
    for the segments.

What of these a search needs (`segment`, `container`, `dictionary`, `texts`) is standard library alone. Nothing is ever
changed in place, and no byte of an archive reaches an unpickler here.
"""
