import pytest
from django.conf import settings
from django.template import Context, Origin, Template

OURS = Origin(str(settings.BASE_DIR / "templates" / "page.html"))
THEIRS = Origin("site-packages/crispy_forms/templates/field.html")


def test_a_variable_that_no_view_gives_is_an_error_in_our_templates():
    template = Template("{{ person.name }}", origin=OURS)

    with pytest.raises(LookupError, match=r"names an unknown variable: person\.name"):
        template.render(Context({"person": object()}))


def test_a_variable_that_is_only_asked_after_may_be_unknown():
    template = Template("{% if person %}somebody{% else %}nobody{% endif %}", origin=OURS)

    assert template.render(Context()) == "nobody"


def test_templates_of_libraries_may_lean_on_silence():
    template = Template("[{{ person.name }}]", origin=THEIRS)

    assert template.render(Context()) == "[]"
