"""Everything that is reported of one place, as one short page; without one, all places."""

from nkmap.app import controls, filters, page_frame, place_page

here = page_frame.of_place()
story, panel = page_frame.columns()

if here.view.place:
    with story:
        place_page.finder(here)
        place_page.head(here)
    with page_frame.beside(story, panel):
        place_page.chosen_claim(here)
    with story:
        place_page.claims(here)
        filters.not_used()
    with panel:
        place_page.aside(here)
        controls.known_on()
else:
    with story:
        place_page.headline(here)
        place_page.finder(here)
    with panel:
        place_page.chosen_claim(here)
        place_page.passing_on(here)
        controls.known_on()
    place_page.index(here)
