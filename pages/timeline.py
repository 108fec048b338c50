"""Months across, places and kinds below each other; then each kind's figures on its own axis."""

from nkmap.app import controls, month_controls, panels, screen, tables, timelines

here = screen.of_everything()

finding, months = screen.columns()
with finding:
    timelines.headline(here)
    controls.many_choices(here.view)
with months:
    month_controls.month_range(here.view)

figure, panel = screen.columns()
with figure:
    timelines.lanes(here)
with panel:
    panels.panel(here)

timelines.coverage(here)
timelines.amounts(here)
tables.table(here)
