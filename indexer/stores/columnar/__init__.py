"""An index of sorted arrays: a batch of articles is turned into them all at once (`inversion`), not word by word."""
