"""A report to its mentions, and from them to events and control claims."""
