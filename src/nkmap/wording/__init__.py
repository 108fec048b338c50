"""Every sentence made from data: hedged numbers, dates, headlines, counts, citations, alt text.

One function makes the words for a figure, so map, panel, table, chart and file cannot disagree. The
strings here are plain text; whoever puts them into Markdown or HTML escapes them there.
"""
