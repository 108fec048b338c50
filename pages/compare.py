"""Two periods side by side, then the claims by month, place and kind, then small pictures."""

from nkmap.app import comparing, controls, panels, screen

here = comparing.of_two_periods()

finding, choices = screen.columns()
with finding:
    comparing.headline(here)
    controls.many_choices(*here.shown)
with choices:
    comparing.periods(here)

figure, panel = screen.columns()
with figure:
    comparing.picture(here)
with screen.beside(figure, panel):
    panels.panel(here.everything, here.view)

comparing.table(here)
comparing.summary(here)
comparing.multiples(here)
