"""The briefing: one step at a time, over the whole screen, and the presenter's second window."""

from nkmap.app import briefing_page

shown = briefing_page.showing()

if shown.is_notes_window:
    briefing_page.notes_window(shown)
else:
    with briefing_page.stage():
        briefing_page.words(shown)
        briefing_page.pictures(shown)
        briefing_page.source(shown)
        briefing_page.over(shown)
        briefing_page.bar(shown)
