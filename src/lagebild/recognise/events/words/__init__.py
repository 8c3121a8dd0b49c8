"""The words that name events: cues, their forms, what must stand beside them, what carries them."""
