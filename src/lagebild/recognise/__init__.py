"""Recognisers: each takes an article and its parse and returns plain records with offsets."""
