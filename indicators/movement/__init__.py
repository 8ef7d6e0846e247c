"""Movement: what a figure was and what it is, and why it is another, in parts that add up to the change."""
