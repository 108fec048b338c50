"""Months across, places and kinds below each other; then each kind's figures on its own axis."""

from nkmap.app import controls, screen

here = screen.of_everything()

finding, months = screen.columns()
with finding:
    screen.timeline_headline(here)
    controls.many_kinds(here.view)
with months:
    controls.month_range(here.view)
    controls.where(here.view)

figure, panel = screen.columns()
with figure:
    screen.lanes(here)
with panel:
    screen.panel(here)

screen.amounts(here)
screen.table(here)
