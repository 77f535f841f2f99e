"""Words of the annual report on paper."""

from django import template

from reporting.annual import typography

register = template.Library()


@register.filter(is_safe=False)
def typeset(text: str) -> str:
    """Dutch typography for typed text."""
    return typography.typeset(text)
