"""Questions that take several tables: what differs, what was when, who commanded, what changed between the versions."""
