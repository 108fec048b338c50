"""A briefing of the reader's own: its steps in order, their words, and its file."""

from nkmap.app import prepare_page

prepare_page.heading()
prepare_page.steps()
prepare_page.file()
