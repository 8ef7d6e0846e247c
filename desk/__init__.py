"""The desk: what people decide, each decision a load of its own in the store, with who, when and why."""

__all__: list[str] = []
