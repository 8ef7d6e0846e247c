"""Forms to fill in: F1 to F4 as workbooks, pre-filled from the register and the last accepted values."""

from loaders.templates.shelf import blanks, template, template_forms, template_names

__all__ = ["blanks", "template", "template_forms", "template_names"]
