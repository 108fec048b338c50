"""Two periods side by side, then the claims by month, place and kind, then small pictures."""

from nkmap.app import claim_panel, compare_page, controls, month_controls, page_frame

here = compare_page.of_two_periods()

finding, choices = page_frame.columns()
with finding:
    compare_page.headline(here)
    controls.many_choices(*here.shown)
with choices:
    month_controls.periods(here.view)

figure, panel = page_frame.columns()
with figure:
    compare_page.picture(here)
with page_frame.beside(figure, panel):
    claim_panel.panel(here.everything, here.view)

compare_page.table(here)
compare_page.summary(here)
compare_page.multiples(here)
