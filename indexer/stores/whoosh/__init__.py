"""The embedded store: a Whoosh index, made durable, checked and published by us.

The files are those of Whoosh 2.7.4's own codec ("W3"), so that other people's code can open them with
`whoosh.index.open_dir`; `layout` tells what we read and write of them. What Whoosh leaves out is added here: fsync, one
manifest as the only point of publication (`store`), a checksum on every 64 KiB, and reading without an unpickler
(`segment`).

Way of an article: `terms` turns it into words and positions, `buffer` gathers articles in memory, `writing` puts them
into a segment's files, `merge` makes one segment of several. Nothing is ever changed in place.
"""
