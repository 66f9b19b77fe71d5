"""The layout of the repository is a law, held here. Who may import whom: import-linter's contracts."""

import re
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parent.parent
APPS = ("federations", "workplan")
FLOORS = {
    *("urls", "urls.py", "apps.py", "migrations", "management", "views", "forms", "exports", "imports"),
    *("actions", "reporting", "rules.py", "models", "enums.py", "__init__.py"),
}
TOP_LEVEL = {
    *("manage.py", "rakerwil", "federations", "workplan", "templates", "static", "tests", "pyproject.toml"),
    *("README.md", "Makefile", "CHANGELOG.md", "LICENSE", "requirements.txt", "requirements-dev.txt", "docs"),
    *(".ci", ".env.example", ".gitignore"),
}
NAMELESS = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "services",
    "misc",
    "base",
    "shared",
    "lib",
    "tools",
}
MARKUP = {".html", ".txt", ".svg"}
TEXT = {".py", ".toml", ".md", ".yml", ".css", ".js", ".po", ".typ", ".csv", ".json", "", *MARKUP}


def files() -> list[Path]:
    """Everything that is, or is about to be, in the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True).stdout.splitlines()
    return sorted(Path(name) for name in set(names) if (TOP / name).is_file())


FILES = files()
SOURCES = [path for path in FILES if path.suffix == ".py"]
TEMPLATES = [path for path in FILES if path.parts[0] == "templates" and path.suffix in MARKUP]
STYLES = [path for path in FILES if path.parts[0] == "static" and path.suffix == ".css"]


def read(path: Path) -> str:
    return (TOP / path).read_text(encoding="utf-8")


def lines_with(pattern: str, paths: list[Path]) -> list[str]:
    """Every place where the pattern stands, as path:line."""
    return [
        f"{path}:{text.count(chr(10), 0, match.start()) + 1}: {match.group()[:60]}"
        for path in paths
        for text in [read(path)]
        for match in re.finditer(pattern, text, re.IGNORECASE)
    ]


def test_the_top_level_holds_what_everybody_looks_for_and_nothing_else():
    found = {path.parts[0] for path in FILES}

    assert found - TOP_LEVEL == set()
    assert TOP_LEVEL - found - {"docs"} == set()


@pytest.mark.parametrize("app", APPS)
def test_every_module_of_an_app_stands_on_a_floor(app):
    found = {path.parts[1] for path in FILES if path.parts[0] == app}

    assert found - FLOORS == set()


def test_no_module_is_a_drawer_for_what_has_no_place():
    assert [str(path) for path in SOURCES if {*path.parts[:-1], path.stem} & NAMELESS] == []


def test_files_stay_short_enough_to_be_read():
    measured = [path for path in SOURCES if "migrations" not in path.parts]

    assert {str(path): size for path in measured if (size := len(read(path).splitlines())) > 400} == {}


def test_tests_mirror_what_they_test():
    tests = [
        path
        for path in SOURCES
        if re.match(r"tests/(rakerwil|federations|workplan)/.*test_\w+\.py", str(path))
    ]
    subjects = {str(path).replace("management/commands/", "management/") for path in SOURCES}

    astray = [
        str(path) for path in tests if re.sub(r"^tests/|test_(?=\w+\.py$)", "", str(path)) not in subjects
    ]

    assert astray == []


def test_there_is_no_inline_style_or_script():
    inline = (
        r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"
        r"|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>"
    )

    assert lines_with(inline, TEMPLATES) == []


def test_pages_ask_nobody_else_for_anything():
    address = r"(?:src|srcset|href|action|url\()\s*=?\s*[\"'(]?\s*(?:https?:)?//[^\"'\s)]*"

    assert lines_with(address, [*TEMPLATES, *STYLES]) == []


def test_colours_come_from_the_tokens():
    colour = r"(?<![\w&])#[0-9a-f]{3,8}\b(?=[^{}]*[;}])|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\("
    others = [path for path in STYLES if path.name != "tokens.css" and "vendor" not in path.parts]

    assert lines_with(colour, others) == []


def test_nothing_tells_of_machines_or_of_how_the_work_is_organised():
    pattern = "|".join(
        (
            *(rf"(?<![\w.])/{place}/" for place in ("work", "root", "home", "Users")),
            r"pypi" + r"\.org",
            r"python" + r"hosted",
            r"registry\." + r"npmjs",
            r"\bTO" + r"DO\b",
            r"\bFIX" + r"ME\b",
            r"\bissue #?\d",
        )
    )

    assert lines_with(pattern, [path for path in FILES if path.suffix in TEXT]) == []


def test_every_template_is_used():
    libraries = {"account", "bootstrap5", "crispy_forms"}
    texts = {path: read(path) for path in [*SOURCES, *TEMPLATES] if path.parts[0] != "tests"}
    generic = re.compile(r"_(?:list|detail|form|confirm_delete)$")

    unused = [
        str(path)
        for path in TEMPLATES
        if len(path.parts) > 2
        and path.parts[1] not in {*libraries, "components", "emails", "gallery"}
        and not generic.search(path.stem)
        and not any(
            str(path.relative_to("templates")) in text for other, text in texts.items() if other != path
        )
    ]

    assert unused == []


def test_every_letter_is_sent():
    posted = {name for path in SOURCES for name in re.findall(r'\bpost\(\s*"(\w+)"', read(path))}

    extended = {name for path in TEMPLATES for name in re.findall(r'extends "emails/(\w+)\.txt"', read(path))}

    assert {path.stem for path in TEMPLATES if path.parts[1] == "emails"} == posted | extended


def test_every_component_stands_on_a_page_and_not_only_in_the_gallery():
    forms = [path for path in SOURCES if "forms" in path.parts or path == Path("rakerwil/forms.py")]
    pages = "".join(read(path) for path in [*TEMPLATES, *forms] if "gallery" not in str(path))

    unused = [
        str(path)
        for path in TEMPLATES
        if path.parts[1] == "components"
        and not re.search(rf"components/{path.stem}\.html|\{{%\s*{path.stem}\b", pages)
    ]

    assert unused == []


def test_every_style_and_script_is_asked_for_by_a_page():
    pages = "".join(read(path) for path in TEMPLATES if "gallery" not in str(path))
    assets = [path for path in FILES if path.parts[0] == "static" and path.suffix in {".css", ".js"}]
    named = {
        f"static/{folder}/{name}.{tag}"
        for tag, folder in (("css", "css/components"), ("js", "js"))
        for names in re.findall(rf"\{{% {tag} ([^%]*)%\}}", pages)
        for name in re.findall(r'"(\w+)"', names)
    }

    unused = [
        str(path)
        for path in assets
        if str(path) not in named and str(path.relative_to("static")) not in pages
    ]

    assert unused == []
