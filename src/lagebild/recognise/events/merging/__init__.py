"""One happening named twice in a sentence is one event; its mode."""
