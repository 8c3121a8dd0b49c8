"""Who an event is told by, and who vouches for it."""
