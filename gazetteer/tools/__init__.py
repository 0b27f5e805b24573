"""Scripts that make the data in gazetteer/data; not needed to run the program."""
