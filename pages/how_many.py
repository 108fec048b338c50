"""One question, every figure that answers it side by side, and what reports leave open."""

from nkmap.app import claim_panel, claim_tables, controls, filters, how_many_page, page_frame

here = page_frame.of_question()

finding, choices = page_frame.columns()
with finding:
    how_many_page.headline(here)
    filters.not_used()
with choices:
    controls.question()
    controls.known_on()

how_many_page.answer(here)

figures, panel = page_frame.columns()
with figures:
    how_many_page.figures(here)
with page_frame.beside(figures, panel):
    claim_panel.panel(here)

how_many_page.picture(here)
how_many_page.left_open(here)
claim_tables.table(here)
