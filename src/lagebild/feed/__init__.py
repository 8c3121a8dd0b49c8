"""Feeds: reading those of others politely, publishing the answer to a question as one."""
