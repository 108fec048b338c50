"""The front page: all kinds of figures on a map or one kind, its months, and each mark's claim."""

from nkmap.app import (
    claim_tables,
    controls,
    map_page,
    page_frame,
    session,
    timeline_page,
    world_panel,
)

here = page_frame.of_everything()

figure, panel = page_frame.columns()

with figure:
    map_page.headline(here)
    choices = page_frame.place("choices_place")
    map_page.the_map(here)

if session.knows_window():
    with figure:
        map_page.month_choice(here)
    with choices:
        controls.scene_choices(here.view)
    with page_frame.beside(figure, panel):
        map_page.aside(here)
        world_panel.panel(here)
    with figure:
        timeline_page.strip(here)
    claim_tables.table(here)
    map_page.states_of_map(here)
