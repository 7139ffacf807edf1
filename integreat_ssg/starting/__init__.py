"""Starting and changing content: new repositories, new files, moved pages, and what editors complete by."""
