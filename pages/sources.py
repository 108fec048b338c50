"""Every source in full, where each claim stands in it, what is not known, and the method."""

from nkmap.app import controls, evidence, filters, panels, screen, tables

here = screen.of_sources()
evidence.headline(here)
filters.not_used()

sources, panel = screen.columns()
with sources:
    evidence.not_known(here)
    evidence.conflicts(here)
    evidence.sources(here)
    evidence.corrections(here)
with panel:
    controls.known_on()
    panels.panel(here)

tables.locators(here)
evidence.methodology()
