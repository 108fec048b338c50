"""Text that would run, load or be drawn as something else, wherever a reader meets text from data.

Every column that takes any text holds it; each page, tooltip, panel and file is opened in a real
Chromium, and nothing of it does anything.
"""

import shutil
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from conftest import Reader, new_page, serving
from frozen import FOLDER
from hostile import ATTACKING, ATTACKS, hostile_folder, takes_any_text

from nkmap import dataset
from nkmap.characters import visible
from nkmap.cite import of_claim
from nkmap.claim import records
from nkmap.schema import TABLES
from nkmap.view import ALL_LAYERS, Column, View, slug

pytestmark = pytest.mark.browser

EVERYTHING = View(layers=ALL_LAYERS).to_query()
CLAIM = "AP2501-20"
MADE_OF_TEXT = """() => {
  const found = [];
  const seen = (root) => {
    for (const node of root.querySelectorAll('*')) {
      if (node.shadowRoot) seen(node.shadowRoot);
      const own = node.textContent.trim();
      for (const {name, value} of node.attributes)
        if (/^on/.test(name) && value.includes('pwned') || /^\\s*javascript:/i.test(value)
            || name === 'srcdoc' && value.includes('pwned')
            || name === 'src' && (value === 'x' || value.includes('x.invalid')))
          found.push(`<${node.localName} ${name}=${value}>`);
      if (['script', 'style'].includes(node.localName) && /^(window.pwned|body.display:none)/.test(own)
          || node.localName === 'meta' && node.httpEquiv === 'refresh'
          || ['strong', 'b', 'em', 's', 'h1'].includes(node.localName)
             && ['bold', 'slanted', 'struck', 'heading'].includes(own)
          || node.classList.contains('katex') || node.localName === 'math'
          || node.localName === 'code' && own === 'code')
        found.push(`<${node.localName}> ${own.slice(0, 60)}`);
    }
  };
  seen(document);
  return found;
}"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    return hostile_folder(tmp_path_factory.mktemp("hostile") / "data", ATTACKS, ATTACKING)


@pytest.fixture(scope="module")
def app_of_it(hostile, tmp_path_factory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("app") / "log.txt", hostile) as address:
        yield address


class Watched(Reader):
    """A reader on whose pages nothing may run, load, ask or leave."""

    def __init__(self, page, address: str) -> None:
        super().__init__(page, address)
        page.set_default_timeout(120_000)
        self.asked: list[str] = []
        self.checked = 0
        page.on("dialog", self._refuse)

    def _refuse(self, dialog) -> None:
        self.asked.append(dialog.message)
        dialog.dismiss()

    def check(self, where: str) -> None:
        for page in self.page.context.pages:
            for frame in page.frames:
                assert frame.evaluate("window.pwned") is None, where
                assert frame.evaluate(MADE_OF_TEXT) == [], where
        assert (self.outside, self.asked) == ([], []), where
        self.checked += 1

    def visit(self, path: str) -> None:
        self.go(path)
        self.page.wait_for_selector(".nk-h1, .nk-slide h1", timeout=60_000)
        self.settle()
        self.check(path)

    def tips(self) -> str:
        """What the tips of a drawn map say."""
        said = []
        for mark in self.page.locator(".stage a[data-tip]").all():
            mark.focus()
            said.append(self.page.get_by_role("tooltip").inner_text())
        return " ".join(said)

    def hover(self, part: str) -> str:
        """What the tooltips say over marks of a chart."""
        marks = self.page.locator(f"{part} svg.marks [class*=touch] [aria-label]")
        marks.first.wait_for()
        said = ""
        for mark in marks.all()[:6]:
            mark.hover()
            tip = self.page.locator("#vg-tooltip-element.visible")
            tip.wait_for()
            said += tip.inner_text()
        self.check(f"tooltips of {part}")
        return said

    def download(self, name: str):
        with self.page.expect_download() as waiting:
            self.page.get_by_role("button", name=name).first.click()
        return waiting.value


@pytest.fixture
def watched(browser, app_of_it) -> Iterator[Watched]:
    page = new_page(browser, viewport={"width": 1440, "height": 900})
    yield Watched(page, app_of_it)
    page.close()


def test_every_column_that_takes_any_text_holds_hostile_text_and_opens(hostile):
    data = dataset.load(hostile)
    free = [(name, f.name) for name, t in TABLES.items() for f in t.fields if takes_any_text(f)]
    assert len(free) > 25
    for name, column in free:
        cells = data.texts[name].frame[column]
        assert [cell for cell in cells if not cell.startswith(ATTACKS)] == [], (name, column)


def test_no_text_runs_on_any_page_in_any_panel_or_tooltip(watched, hostile):
    watched.stays = True
    columns = "&".join(f"column={slug(column)}" for column in Column)
    for path in (
        "/?place=hyesan&claim=AP2501-22", "/how_many",
        "/compare?from=2024-11&to=2024-11&vs-from=2024-12&vs-to=2024-12",
        f"/data?{EVERYTHING}&{columns}&claim={CLAIM}",
        "/places", "/places?place=hyesan", "/sources",
        "/briefing?step=2&show=notes", "/briefing?step=3&show=who", "/prepare",
    ):  # fmt: skip
        watched.visit(path)
    watched.visit(f"/?claim={CLAIM}&{EVERYTHING}")
    data = dataset.load(hostile)
    summary = data.claims.set_index("claim_id")["summary"][CLAIM]
    assert summary in watched.page.locator(".nk-summary").first.inner_text()
    name = data.places.set_index("place_id")["name_en"]["hyesan"]
    link = watched.page.locator(".nk-panel a[data-place-page=hyesan]").first
    assert link.text_content() == name
    said = watched.tips()
    assert any(attack in said for attack in ATTACKS)
    watched.visit(f"/timeline?{EVERYTHING}&claim={CLAIM}")
    said = watched.hover("[data-testid=stVegaLiteChart]")
    assert any(attack in said for attack in ATTACKS)


def test_no_text_runs_in_the_second_window_of_a_presenter(watched):
    watched.visit("/briefing?step=2")
    notes = Watched(watched.page.context.new_page(), watched.address)
    notes.page.goto(f"{watched.address}/briefing?step=2&show=window")
    notes.page.get_by_text("Follows the window with the slides.").wait_for(timeout=30_000)
    notes.page.keyboard.press("ArrowRight")
    watched.page.wait_for_url("**step=3*")
    watched.settle()
    notes.check("notes")
    watched.check("slides")
    notes.page.close()


def test_no_text_runs_in_what_is_shared_and_in_no_file(watched, tmp_path, hostile):
    watched.visit(f"/data?from=2024-12&to=2024-12&claim={CLAIM}")
    watched.page.get_by_role("button", name="Share, cite, embed").click()
    watched.page.get_by_role("dialog").wait_for()
    watched.settle()
    watched.page.locator("[role=dialog] .stCode code").first.wait_for()
    claim = next(c for c in records(dataset.load(hostile).claims) if c.claim_id == CLAIM)
    assert (
        of_claim(dataset.load(hostile), claim).saying
        in watched.page.locator("[role=dialog] .stCode code").all_inner_texts()
    )
    made = []
    for part in ("Sentence and citation", "Figure", "Embed", "One file"):
        watched.page.get_by_role("tab", name=part).click()
        panel = watched.page.get_by_role("tabpanel", name=part)
        panel.locator("[data-testid=stCaptionContainer]").last.wait_for()
        watched.settle()
        watched.check(part)
        if part == "Figure":
            with watched.run():
                panel.get_by_role("radio", name="SVG", exact=True).click()
            made.append(watched.download("Download the figure, SVG"))
        elif part == "One file":
            made.append(watched.download("Download the page as one HTML file"))
    watched.page.get_by_role("button", name="Add this view to a briefing").click()
    watched.page.get_by_text("1 step in your briefing").wait_for()
    watched.page.get_by_role("button", name="Your briefing").click()
    watched.page.wait_for_url("**/prepare**")
    watched.page.get_by_role("textbox", name="Title").first.wait_for()
    watched.settle()
    watched.check("a briefing of one's own")
    for download in made:
        file = tmp_path / download.suggested_filename
        download.save_as(file)
        alone = Watched(watched.page, file.as_uri())
        alone.address = "file:"
        alone.page.goto(file.as_uri())
        alone.page.wait_for_load_state("networkidle")
        alone.check(file.name)
    assert sorted(d.suggested_filename.rpartition(".")[2] for d in made) == ["html", "svg"]


def test_no_link_runs_and_what_it_asked_for_is_said_as_text(watched):
    for texts in (ATTACKS[:4], ATTACKS[4:8], ATTACKS[8:12]):  # with the key, as many as are said
        asked = "&".join(f"claim={quote(text, safe='')}" for text in texts)
        watched.visit(f"/?{asked}&q={quote(texts[0])}&{quote(texts[1], safe='')}=1")
        told = " ".join(watched.page.locator("[data-testid=stAlert]").inner_text().split())
        assert [text for text in texts if text[:50] not in told] == []


def test_no_text_runs_where_a_dataset_is_refused(browser, tmp_path):
    data = tmp_path / "data"
    shutil.copytree(FOLDER, data)
    claims = (data / "claims.csv").read_text(encoding="utf-8")
    first, rest = claims.split("\n", 1)
    attacks = [text.replace('"', "'").replace(",", " ") for text in ATTACKS]
    for text in attacks:
        rest = rest.replace(",dispatch,", f",{text},", 1)
    header = first.replace("summary", attacks[0])
    (data / "claims.csv").write_text(f"{header}\n{rest}", encoding="utf-8")
    page = new_page(browser, viewport={"width": 1280, "height": 720})
    with serving(tmp_path / "log.txt", data) as address:
        watched = Watched(page, address)
        watched.visit("/")
        assert watched.headline() == "This dataset cannot be opened."
        listed = "\n".join(watched.page.locator("ol li").all_inner_texts())
        assert f"header = '{attacks[0]}': no such column" in listed
        told = [visible(text)[:25] for text in attacks]
        assert [text for text in told if f"layer = '{text}" not in listed] == []
    page.close()
