"""Floor 3: the Sphinx extension, from prose and passages to an HTML edition and the chapters of a book."""
