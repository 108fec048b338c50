"""Text and figures into HTML. Every escaping of data for HTML or Markdown lives in this room."""
