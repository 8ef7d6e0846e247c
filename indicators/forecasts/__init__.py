"""When will all units have done it: histories of units, a model of their transitions, and what is told of the future."""
