"""The drawing room: figures, tiles, tables, words, and the view that a page shows; the only room that draws."""
