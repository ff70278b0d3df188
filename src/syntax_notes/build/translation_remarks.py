"""What is in English on the pages of another language, and how to translate it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ..languages import LANGUAGES, Language, catalogs
from ..marks import UNTRANSLATED
from ..site.translations import THEME_CATALOG
from ..wording import CATALOG
from .catalog_checks import CatalogError, read_catalog

LOCALES = Path("docs", "locales")
# Catalogs that are of no page: the words of the package, and those of the theme.
OWN = (CATALOG, THEME_CATALOG)
HOW = "`nox -s gettext` names what to translate"


def list_translation_remarks(root: Path, doctrees: Path) -> Iterator[str]:
    """Say how much of each page has no translation, and which catalogs are broken.

    Parameters
    ----------
    root : pathlib.Path
        The folder that holds conf.py.
    doctrees : pathlib.Path
        The folder in which each build has kept what it read, by language.
    """
    for language in LANGUAGES[1:]:
        folder = catalogs(root / LOCALES, language.code)
        counts = doctrees / language.code / UNTRANSLATED
        found: dict[str, int] = {}
        if counts.exists():
            found = json.loads(counts.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.po")):
            name = path.relative_to(folder).with_suffix("").as_posix()
            if name not in found and name not in OWN and _is_compiled(path):
                continue  # Its page lacks nothing.
            try:
                messages = read_catalog(path)
            except CatalogError as error:
                where = path.relative_to(root).as_posix()
                yield f"{where}:{error.line}: is no catalog: {error}; mend it."
                found.pop(name, None)
                continue
            if name in OWN:
                found[name] = sum(
                    bool(one.id) and (one.fuzzy or not one.string) for one in messages
                )
        for name, count in sorted(found.items()):
            if count:
                yield f"{name}: {_in_english(count, language)}"


def _is_compiled(path: Path) -> bool:
    """Tell whether Sphinx could read a catalog."""
    compiled = path.with_suffix(".mo")
    made = compiled.stat().st_mtime_ns if compiled.exists() else 0
    return made >= path.stat().st_mtime_ns


def _in_english(count: int, language: Language) -> str:
    what = "1 text has" if count == 1 else f"{count} texts have"
    shows = "shows" if count == 1 else "show"
    return f"{what} no translation and {shows} in English ({language.name}); {HOW}."
