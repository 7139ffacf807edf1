"""A static copy of Integreat's public API, version 3: the shapes that its clients read, as plain files. One file a shape."""
