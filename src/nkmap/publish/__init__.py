"""Text and figures into HTML. Templates write what they show as text (``render.svg.text``)."""
