"""What silence leaves open: the least and the most that a figure could be, and the reports that would settle a target."""
