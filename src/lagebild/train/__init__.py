"""Training the language model that ships in the package (extra `lagebild[train]`)."""
