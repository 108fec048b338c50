"""A briefing of the reader's own: its steps in order, their words, and its file."""

from nkmap.app import preparing

preparing.heading()
preparing.steps()
preparing.file()
