"""The hall: language, period, place and group in the address, the menu, and the page that the reader chose."""
