"""The links to the tables of a page as files; a template builtin, used once, in the base of all pages."""

from django import template
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from rakerwil.downloads import links, names_in

register = template.Library()


@register.simple_block_tag(takes_context=True)
def downloads(context: template.Context, content: str) -> SafeString:
    """The content, and below it the links to its tables as files, if it has any and can be opened again."""
    request = context.get("request")
    if not isinstance(request, HttpRequest) or request.method != "GET" or not (names := names_in(content)):
        return format_html("{}", content)
    toolbar = render_to_string("components/downloads.html", {"links": links(request, names)})
    return format_html("{}{}", content, toolbar)
