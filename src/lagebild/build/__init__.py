"""Building: read, clean, analyse, store; again and again, only what is new or changed."""
