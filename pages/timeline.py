"""Months across, places and kinds below each other; then each kind's figures on its own axis."""

from nkmap.app import claim_panel, claim_tables, controls, month_controls, page_frame, timeline_page

here = page_frame.of_everything()

finding, months = page_frame.columns()
with finding:
    timeline_page.headline(here)
    controls.many_choices(here.view)
with months:
    month_controls.month_range(here.view)

figure, panel = page_frame.columns()
with figure:
    timeline_page.lanes(here)
with panel:
    claim_panel.panel(here)

timeline_page.coverage_strip(here)
timeline_page.amounts(here)
claim_tables.table(here)
