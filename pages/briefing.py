"""The briefing: one step at a time, over the whole screen, and the presenter's second window."""

from nkmap.app import briefing, presenting

shown = briefing.showing()

if shown.is_notes_window:
    presenting.notes_window(shown)
else:
    with briefing.stage():
        briefing.words(shown)
        briefing.pictures(shown)
        briefing.source(shown)
        briefing.over(shown)
        presenting.bar(shown)
