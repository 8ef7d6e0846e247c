"""Who moved from which stage or edition to which between two periods, and why some fell."""
