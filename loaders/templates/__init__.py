"""Forms to fill in: F1 to F4 as workbooks, pre-filled from the register and the last accepted values."""

from loaders.templates.shelf import template, template_forms, template_names

__all__ = ["template", "template_forms", "template_names"]
