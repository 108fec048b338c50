"""The briefing: one step at a time, over the whole screen, and the presenter's second window."""

from nkmap.app import briefing, presenting

shown = briefing.showing()

if shown.is_notes_window:
    presenting.notes_window(shown)
else:
    with briefing.stage():
        briefing.the_slides_map(shown)
        briefing.words(shown)
        briefing.months(shown)
        briefing.source(shown)
        briefing.over(shown)
        presenting.bar(shown)
