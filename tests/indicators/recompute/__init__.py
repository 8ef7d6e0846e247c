"""Figures worked out again from the kept workbooks: only openpyxl, the answers of `explain`, and arithmetic of its own.

`cells.py` opens the workbooks and reads what stands in the cells that `explain` names; `rules.py` says for each indicator how
its figure follows from them, as the dictionary of indicators defines it. Nothing of the project is imported.
"""
