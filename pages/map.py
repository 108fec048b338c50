"""The front page: one kind of figure on a map, its months, and the claim behind each mark."""

from nkmap.app import controls, month_controls, panels, screen, tables, the_map, timelines

here = screen.of_everything()

finding, months = screen.columns()
figure, panel = screen.columns()

with figure:
    the_map.map_box(here)
the_map.let_the_map_go_first()
with months:
    the_map.aside(here)
    month_controls.month_range(here.view)
with finding:
    the_map.headline(here)
    controls.scene_choices(here.view)
with screen.beside(figure, panel):
    panels.panel(here)
with figure:
    timelines.strip(here)

tables.table(here)
