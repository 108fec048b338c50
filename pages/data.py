"""Every claim as a row: chosen by facets and words, sorted, and taken away as a file."""

from nkmap.app import (
    claim_panel,
    claim_tables,
    controls,
    downloads,
    filters,
    month_controls,
    page_frame,
)

here = page_frame.of_everything()

choices, listing = page_frame.choices_and_list()
with listing:
    claim_tables.headline(here)
    filters.chips()
    downloads.claims(here)
with choices:
    filters.search(here.view)
    filters.elsewhere(here)
    month_controls.month_range(here.view)
with page_frame.beside(listing, choices):
    claim_panel.chosen(here)
with choices:
    controls.known_on()
    filters.facets(here)
with listing:
    claim_tables.summary_on_demand(here)
    claim_tables.table(here)
