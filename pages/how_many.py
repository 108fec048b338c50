"""One question, every figure that answers it side by side, and what reports leave open."""

from nkmap.app import controls, filters, panels, questions, screen, tables

here = screen.of_question()

finding, choices = screen.columns()
with finding:
    questions.headline(here)
    filters.not_used()
with choices:
    controls.question()
    controls.known_on()

questions.answer(here)

figures, panel = screen.columns()
with figures:
    tables.figures(here)
with screen.beside(figures, panel):
    panels.panel(here)

questions.picture(here)
questions.left_open(here)
tables.table(here)
