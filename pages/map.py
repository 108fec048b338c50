"""The front page: one kind of figure on a map, its months, and the claim behind each mark."""

from nkmap.app import controls, screen

here = screen.of_map()
scene = screen.scene(here)

finding, months = screen.columns()
with finding:
    screen.map_headline(here)
    controls.scene_choices(here.view)
with months:
    screen.map_aside(here)
    controls.month_range(here.view)

figure, panel = screen.columns()
with figure:
    screen.map_box(here, scene)
    screen.strip(here)
with panel:
    screen.panel(here)

screen.table(here)
