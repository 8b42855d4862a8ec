"""docs/data-sources.md, made from the registries so that it can't say anything else than they do."""

from collections.abc import Iterable

from loaders.measure_registry import ENTRIES, Entry
from loaders.publications import PUBLICATIONS
from loaders.reader_registry import READERS
from loaders.recipes import WINDOW_MONTHS, CountRate, CountShare, Published, Recipe, SmallAreaShare
from scoring.measures import theme_label

HEAD = f"""# Data sources

`python -m loaders build --raw DIR --out DIR` makes a pack from the official files in a folder. This page says for each
measure that it knows which file it comes from, where to fetch it, under which licence, and what is known to be weak
about it. It is made from the same lists that the command reads (`loaders/measure_registry.py`,
`loaders/publications.py`); a test fails when the two differ.

How figures are made:

- Areas are the newest complete set of London's wards in the folder (`--wards YEAR` chooses another). The City of London
  is one area: `E09000001W` as a ward, `E09000001` as a borough.
- A crime rate is the events of the last {WINDOW_MONTHS} whole months per 1,000 residents. The newest release gives
  every month that it has; older releases give earlier months only where both agree on the months they share. A ward
  without a row had no event; a ward of a borough that isn't in the file (the City of London) has no figure.
- Residents, where not said otherwise, are the usual residents of the Census of 2021, small areas added up to wards by
  the best-fit lookup.
- Scores of small areas become a ward's by the mean over its small areas, weighted by residents.
- A table is used for a set of wards only if at least 95% of its codes are theirs.
"""


def describe_sources() -> str:
    """Write the page."""
    themes = dict.fromkeys(entry.theme for entry in ENTRIES)
    parts = [HEAD, *(_theme(theme) for theme in themes), _files()]
    return "\n".join(parts)


def _theme(theme: str) -> str:
    entries = [entry for entry in ENTRIES if entry.theme == theme]
    return f"## {theme_label(theme)}\n\n" + "\n".join(_entry(entry) for entry in entries)


def _entry(entry: Entry) -> str:
    publication = entry.publication
    facts = [
        f"What: {entry.description} Unit: {entry.unit}. By {entry.level}.",
        f"From: {publication.name}, {publication.publisher}: {_page(publication.page)}",
        f"Fetch: {entry.where or publication.where}",
        f"How: {'; or '.join(_recipe(recipe) for recipe in entry.recipes)}",
        f"Licence: {publication.licence}",
        f"Limits: {entry.caveat}",
    ]
    if entry.denominator:
        facts.insert(1, f"Out of: {entry.denominator.format(residents='residents, see above')}")
    return f"### {entry.label} (`{entry.id}`)\n\n" + "".join(f"- {fact}\n" for fact in facts)


def _page(address: str) -> str:
    return f"<{address}>" if address else "no page"


def _recipe(recipe: Recipe) -> str:
    series = ", ".join(f"`{name}`" for name in recipe.series)
    if isinstance(recipe, CountRate):
        return f"{series}, added up, per {recipe.per:,.0f} residents"
    if isinstance(recipe, Published):
        return f"{series} as published{_scaled(recipe.scale)}"
    if isinstance(recipe, CountShare):
        return f"{series}, counts by ward out of {recipe.of}"
    if isinstance(recipe, SmallAreaShare):
        return f"{series}, counts of small areas out of {recipe.of or 'all of the table'}"
    return f"{series} (the first there is), mean over small areas by {recipe.weight}{_scaled(recipe.scale)}"


def _scaled(scale: float) -> str:
    return "" if scale == 1 else f", times {scale:g}"


def _files() -> str:
    head = "## Files that are recognised\n\nBy what they hold, whatever their names.\n\n"
    return head + "| file | publisher | page | licence |\n|---|---|---|---|\n" + "".join(_rows(READERS))


def _rows(ids: Iterable[str]) -> Iterable[str]:
    for reader_id in ids:
        publication = PUBLICATIONS[reader_id]
        yield f"| {publication.name} | {publication.publisher} | {_page(publication.page)} | {publication.licence} |\n"
