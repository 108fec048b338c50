"""The front page: all kinds of figures on a map or one kind, its months, and each mark's claim."""

from nkmap.app import controls, map_months, panels, screen, session, tables, the_map, timelines

here = screen.of_everything()

figure, panel = screen.columns()

with figure:
    the_map.headline(here)
    choices = screen.place("choices_place")
    the_map.the_map(here)

if session.knows_window():
    with figure:
        map_months.month_choice(here)
    with choices:
        controls.scene_choices(here.view)
    with screen.beside(figure, panel):
        the_map.aside(here)
        panels.panel(here)
    with figure:
        timelines.strip(here)
    tables.table(here)
    the_map.moments_of_map(here)
