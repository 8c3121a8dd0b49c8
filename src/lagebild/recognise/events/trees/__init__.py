"""Reading a dependency tree, and mending it where the parse slips."""
