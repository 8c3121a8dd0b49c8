"""Whether an event happened, is planned, did not happen, or is only possible."""
