"""Every source in full, where each claim stands in it, what is not known, and the method."""

from nkmap.app import screen

here = screen.of_sources()
screen.sources_headline(here)

sources, panel = screen.columns()
with sources:
    screen.sources(here)
    screen.not_known(here)
    screen.corrections(here)
with panel:
    screen.panel(here)

screen.locators(here)
screen.methodology()
