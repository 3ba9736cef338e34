"""How form fields look."""

from django import template
from django.forms import BoundField
from django.utils.safestring import SafeString

register = template.Library()
CLASSES = {"checkbox": "form-check-input", "select": "form-select", "selectmultiple": "form-select"}


@register.filter
def styled(field: BoundField) -> SafeString:
    """The field's control in the house's look, marked where it is wrong."""
    wrong = " is-invalid" if field.errors else ""
    return field.as_widget(attrs={"class": CLASSES.get(field.widget_type, "form-control") + wrong})
