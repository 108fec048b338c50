"""Every source in full, where each claim stands in it, what is not known, and the method."""

from nkmap.app import claim_panel, claim_tables, controls, filters, page_frame, sources_page

here = page_frame.of_sources()
sources_page.headline(here)
filters.not_used()

sources, panel = page_frame.columns()
with sources:
    sources_page.not_known(here)
    sources_page.conflicts(here)
    sources_page.sources(here)
    sources_page.corrections(here)
with panel:
    controls.known_on()
    claim_panel.panel(here)

claim_tables.locators(here)
sources_page.methodology()
