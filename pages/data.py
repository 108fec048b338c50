"""Every claim as a row: chosen by facets and words, sorted, and taken away as a file."""

from nkmap.app import (
    controls,
    downloads,
    filters,
    month_controls,
    panels,
    screen,
    summaries,
    tables,
)

here = screen.of_everything()

choices, listing = screen.choices_and_list()
with listing:
    tables.headline(here)
    filters.chips()
    downloads.downloads(here)
with choices:
    filters.search(here.view)
    filters.elsewhere(here)
    month_controls.month_range(here.view)
with screen.beside(listing, choices):
    panels.chosen(here)
with choices:
    controls.known_on()
    filters.facets(here)
with listing:
    summaries.on_demand(here)
    tables.table(here)
