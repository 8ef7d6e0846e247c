"""The press: documents that leave the house, as Word and Excel files that need nothing else to be read."""

__all__: list[str] = []
