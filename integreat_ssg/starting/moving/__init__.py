"""Pages, sections, news and the keys of data under other names: first a plan as a value, then all of it on disk, or nothing."""
