"""Who takes part in an event, and the words that name them."""
