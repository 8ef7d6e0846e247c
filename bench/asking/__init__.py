"""What bench/query.py asks, and of what: a made-up country, and the questions of pages."""
