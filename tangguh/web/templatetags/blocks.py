"""The blocks of a page that hold other content: a section, a wide table, a map with its legend."""

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def section(
    content: str, title: str, note: str = "", *, anchor: str = "", hung: bool = False
) -> SafeString:
    """A part of a page under its own rule; ``hung=True`` puts its heading into the margin of wide screens."""
    parts = {"content": content, "title": title, "note": note, "anchor": anchor, "hung": hung}
    return render_to_string("components/section.html", parts)


@register.simple_block_tag
def table_region(content: str, label: str) -> SafeString:
    """A wide table that scrolls sideways on its own, by keyboard too; the page itself never does."""
    return render_to_string("components/table_region.html", {"content": content, "label": label})


@register.simple_block_tag
def map_frame(content: str, **legend: str) -> SafeString:
    """A map with its legend (title, low, high, none), its kind and the link to its table (table_url)."""
    return render_to_string("components/map_frame.html", {"content": content, **legend})
