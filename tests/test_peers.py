"""The comparison with peers: its table, what counts as outside, and how quantities are told."""

from peers import outside_files, reporting

MEASURED = {
    "50": {
        "hello-world": {"step": [100, 110, 130], "open": [1000, 1100, 1200], "step_bytes": [120], "open_bytes": [900_000], "outside": {}, "memory": 90.4},
        "nkmap": {"step": [120, 121, 122], "open": [2000, 2200, 2400], "step_bytes": [9_999], "open_bytes": [3_210_000], "outside": {}, "memory": 200.0},
        "nkmap, one-file page": {"step": [9, 10, 11], "open": [200, 220, 240], "step_bytes": [0], "open_bytes": [812_000], "outside": {}},
        "Plotly Dash": {"step": [242, 242, 242], "open": [3000], "step_bytes": [40_000], "open_bytes": [5_000_000], "outside": {"a.example": 2, "b.example": 1}, "memory": 120.0},
    },
    "100000": {
        "hello-world": {"step": [100, 100, 100], "open": [1000], "step_bytes": [120], "open_bytes": [900_000], "outside": {}, "memory": 90.4},
        "nkmap": {"step": [150], "open": [1400], "step_bytes": [9_999], "open_bytes": [3_210_000], "outside": {}, "memory": 1234.5, "failed": ["not within 60 s"]},
        "nkmap, one-file page": {"left_out": "takes 1,500 claims"},
        "Plotly Dash": {"failed": ["not within 60 s", "not within 60 s"]},
    },
}  # fmt: skip
TOLD = """\
Milliseconds, median with lowest and highest, by the number of claims:

| peer | month step, 50 | month step, 100,000 | open to painted, 50 | open to painted, 100,000 |
| --- | --- | --- | --- | --- |
| hello-world | 110 (100–130) | 100 (100–100) | 1,100 (1,000–1,200) | 1,000 (1,000–1,000) |
| nkmap | 121 (120–122) | 150 (150–150), 1 failed | 2,200 (2,000–2,400) | 1,400 (1,400–1,400), 1 failed |
| nkmap, one-file page | 10 (9–11) | takes 1,500 claims | 220 (200–240) | takes 1,500 claims |
| Plotly Dash | 242 (242–242) | not within 60 s | 3,000 (3,000–3,000) | not within 60 s |

What is sent and used with 100,000 claims (or the most a peer takes):

| peer | bytes of a step | bytes of an opening | outside requests | server memory |
| --- | --- | --- | --- | --- |
| hello-world | 120 B | 900 kB | 0 | 90 MB |
| nkmap | 9,999 B | 3.2 MB | 0 | 1,234 MB |
| nkmap, one-file page | 0 B | 812 kB | 0 | files only |
| Plotly Dash | 40 kB | 5.0 MB | 3 | 120 MB |

- outside requests of Plotly Dash: a.example 2, b.example 1
- nkmap's month step against hello-world: 1.10 at 50, 1.50 at 100,000 (aim: 1.5)
- nkmap's month step at 100,000 against 50: 1.24 (aim: 1.3)
- nkmap's open to painted against hello-world: 2.00 at 50, 1.40 at 100,000 (aim: 1.2)
- month step of Plotly Dash against nkmap's: 2.00 at 50 (aim: over 1)"""


def test_the_report_tells_every_peer_at_every_size_and_the_ratios():
    assert reporting.report(MEASURED) == TOLD


def test_a_request_to_another_host_counts_as_outside_also_where_its_file_is_kept_here():
    assert reporting.outside_host("https://tile.example/1/2/3.png") == "tile.example"
    assert reporting.outside_host("http://127.0.0.1:8501/outside/esm.sh/react@18") == "esm.sh"
    assert reporting.outside_host("http://127.0.0.1:8501/static/main.js") is None
    assert reporting.outside_host("ws://127.0.0.1:8501/_stcore/stream") is None
    assert reporting.outside_host("blob:http://127.0.0.1:8501/1") is None
    assert reporting.outside_host("data:image/png;base64,AA==") is None


def test_bytes_are_told_in_the_unit_that_reads_best():
    assert [reporting.size(count) for count in (0, 9_999, 17_424, 3_210_000)] == [
        "0 B",
        "9,999 B",
        "17 kB",
        "3.2 MB",
    ]


def test_the_report_replaces_what_stands_between_its_markers_and_nothing_else():
    document = "# Waits\n\n<!-- peers -->\nold\n<!-- /peers -->\n\nRest.\n"
    assert reporting.written(document, "new") == (
        "# Waits\n\n<!-- peers -->\nnew\n<!-- /peers -->\n\nRest.\n"
    )


def test_a_document_without_markers_gets_a_section():
    assert reporting.written("# Waits\n", "new") == (
        "# Waits\n\n## Side by side with peers\n\n<!-- peers -->\nnew\n<!-- /peers -->\n"
    )


def test_a_page_of_kepler_gl_has_the_kept_scripts_in_place_of_the_outside_ones():
    page = (
        "<head>\n    <!--Kepler css-->\n<link>\n    <!--\n      React >= 19 ...-->\n"
        "    <script>\n      window.esmsInitOptions = 1\n</script>\n"
        '    <style type="text/css">body {}</style></head>'
    )
    kept = outside_files.kept(page, "/outside")
    assert "esmsInitOptions" not in kept
    assert kept.count("/outside/esm.sh/") == 5
    assert kept.count('<script src="/outside/unpkg.com/kepler.gl@3.2.6/') == 1
    assert kept.endswith('<style type="text/css">body {}</style></head>')
