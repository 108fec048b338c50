"""The front page: one kind of figure on a map, its months, and the claim behind each mark."""

from nkmap.app import controls, map_months, panels, screen, tables, the_map, timelines

here = screen.of_everything()

left, right = screen.columns()
finding, figure = screen.stacked(left)
aside, panel = screen.stacked(right)

with figure:
    the_map.the_map(here)
with finding:
    the_map.headline(here)
    controls.scene_choices(here.view)
with figure:
    map_months.month_choice(here)
with screen.beside(figure, panel):
    panels.panel(here)
with aside:
    the_map.aside(here)
with figure:
    timelines.strip(here)

tables.table(here)
the_map.moments_of_map(here)
