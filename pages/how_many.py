"""One question, every figure that answers it side by side, and what reports leave open."""

from nkmap.app import claim_panel, claim_tables, controls, filters, questions_page, screen

here = screen.of_question()

finding, choices = screen.columns()
with finding:
    questions_page.headline(here)
    filters.not_used()
with choices:
    controls.question()
    controls.known_on()

questions_page.answer(here)

figures, panel = screen.columns()
with figures:
    claim_tables.figures(here)
with screen.beside(figures, panel):
    claim_panel.panel(here)

questions_page.picture(here)
questions_page.left_open(here)
claim_tables.table(here)
