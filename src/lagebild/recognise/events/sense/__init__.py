"""Whether the words tell an act of politics at all: crime, sport, law, kinds, names."""
