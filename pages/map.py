"""The front page: one kind of figure on a map, its months, and the claim behind each mark."""

from nkmap.app import controls, screen

here = screen.of_map()

finding, months = screen.columns()
figure, panel = screen.columns()

with figure:
    screen.map_box(here)
screen.let_the_map_go_first()
with months:
    screen.map_aside(here)
    controls.month_range(here.view)
with finding:
    screen.map_headline(here)
    controls.scene_choices(here.view)
with screen.beside(figure, panel):
    screen.panel(here)
with figure:
    screen.strip(here)

screen.table(here)
