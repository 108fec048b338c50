// What a published page has of its own: it answers the script of the map as a server would, from what the page holds,
// and keeps panel, timeline, table and address in step with it.
const D = JSON.parse(document.getElementById('maps').textContent);
const $ = id => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const last = Math.max(0, D.months.length - 1);
const state = {kind: 0, frame: D.frame, from: 0, to: last, heard: 0, chosen: {}};
// Of the page's layouts the one for the window; page.css shows the same before this script runs.
const widths = ['(min-width: 973px)', '(min-width: 641px)', 'all'].map(query => matchMedia(query));
const layoutNow = () => Math.min(widths.findIndex(width => width.matches), D.layouts.length - 1);
const WORDS = $('map-words').textContent;

// Pieces of markup and of sentences are kept once, and named by their numbers.
const pieces = named => named.split(' ').map(number => D.parts[number]);
const whole = named => pieces(named).join('');
const unpacked = new Map();
function moments() {
  const layout = layoutNow(), scene = `${state.kind} ${state.frame} ${layout}`;
  if (!unpacked.has(scene)) {
    const own = D.kinds[state.kind], drawn = own.scenes[state.frame * D.layouts.length + layout];
    unpacked.set(scene, {...own, ...drawn, part: 'moments', scene, pieces: drawn.pieces.map(whole), sentences: own.sentences.map(whole)});
  }
  return unpacked.get(scene);
}
const chosenMoment = () => momentOf(D.kinds[state.kind], state.from, state.to);

function drawMap() {
  const all = moments(), one = chosenMoment(), frame = D.frames[state.frame].value;
  const [layout, width, height] = D.layouts[layoutNow()], [headline, count] = [one.headline, one.count].map(number => all.sentences[number]);
  const [groups, legend] = all.maps[one.map].map(part => part.map(n => all.pieces[n]));
  const isFirst = state.kind === 0 && state.from === 0 && state.to === last;
  $('drawn').style.maxWidth = layout === 'phone' ? '560px' : '';
  show($('drawn'), all);
  if (D.months.length) show($('months'), {...D, part: 'months', from: state.from, to: state.to, count, note: '', echo: state.heard}, answer);
  else $('months').querySelector('.nk-count').textContent = count;
  show($('drawn'), {part: 'map', scene: all.scene, name: 'Map', words: isFirst ? WORDS : `${headline} ${count}`, follows: {headline}, frame,
    frames: D.frames, chosen: state.chosen, echo: state.heard, layouts: [{size: all.size, width, height,
      ground: `<g class="ground"><use href="#ground-${frame}-${layout}"/></g>`, groups, legend}]}, answer);
}
function answer(name, value) {
  const chosen = name === 'months' ? value : value.months;
  if (chosen) {
    [state.from, state.to] = chosen.first ? [chosen.first, chosen.last].map(month => D.months.indexOf(month)) : [0, last];
    state.heard = chosen.seq;
    drawBelowLater();
  }
  if (name === 'frame') state.frame = D.frames.findIndex(frame => frame.value === value.frame);
  drawMap();
  if (name !== 'open') return;
  const [kind, id] = value.claim ? ['claim', value.claim] : ['place', value.place];
  const target = D.linkTo.replace('{}', kind).replace('{}', id);
  if (open(`${kind}-${id}`)) { stayAt(''); history.pushState(null, '', target); } else location.assign(target);
}

function drawBelow() {
  late = false;
  const isWhole = state.from === 0 && state.to === last;
  const touches = ([start, end]) => isWhole || (start <= state.to && end >= state.from);
  all('[data-row]').forEach(row => { row.hidden = !touches(D.spans[row.dataset.row]); });
  const counted = pieces(D.kinds[state.kind].sentences[chosenMoment().count])[0];
  all('.rows').forEach(p => { p.textContent = counted; });
  if (!D.months.length) return;
  all('svg.time').forEach((svg, i) => {
    const edges = D.time[i], x = edges[state.from], x2 = edges[state.to + 1];
    const put = (name, a, b) => {
      const box = svg.querySelector(name);
      box.setAttribute('x', a); box.setAttribute('width', Math.max(0, b - a));
      box.style.display = isWhole ? 'none' : '';
    };
    put('.over', x, x2); put('.veil.before', edges[0], x); put('.veil.after', x2, edges[last + 1]);
  });
}
// The map goes first: timeline and table follow when its frame is drawn, once for many quick steps.
let late = false;
function drawBelowLater() {
  if (late) return;
  late = true;
  requestAnimationFrame(() => setTimeout(() => { if (late) drawBelow(); }, 30));
}
// What stands below the window comes once the map is painted, or sooner where it is asked for.
const bringBelow = () => document.documentElement.classList.remove('waiting');
// The claim or place that the address names; none where it was cut or names something else.
function addressed() {
  try {
    const name = decodeURIComponent(location.hash.slice(1));
    return /^(claim|place)-/.test(name) ? name : '';
  } catch { return ''; }
}
function brush(svg, i) {
  const area = svg.querySelector('.brush');
  let start = null;
  const at = event => {
    const box = svg.getBoundingClientRect();
    const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
    return Math.min(last, Math.max(0, D.time[i].findLastIndex(edge => edge <= x)));
  };
  const choose = month => { board.months.choose(start, month); drawBelow(); };
  area.addEventListener('pointerdown', event => { start = at(event); area.setPointerCapture(event.pointerId); choose(start); });
  area.addEventListener('pointermove', event => { if (start !== null) choose(at(event)); });
  const done = () => { start = null; board.months.commit(); };
  area.addEventListener('pointerup', done); area.addEventListener('pointercancel', done);
  area.addEventListener('dblclick', () => { board.months.choose(0, last); board.months.commit(); });
}
// What a jump passes gets its true height only after the jump, on a busy machine long after: the page
// stays with the place until nothing has moved for ten frames and half a second, or the reader moves it.
let jumped = '';
function stayAt(id) {
  const end = performance.now() + 500;
  let before, still = 0;
  const again = () => {
    const place = jumped === id && document.getElementById(id);
    if (!place) return;
    place.scrollIntoView();
    const at = `${scrollY} ${place.getBoundingClientRect().top}`;
    still = at === before ? still + 1 : 0;
    before = at;
    if (still < 10 || performance.now() < end) requestAnimationFrame(again);
  };
  jumped = id;
  requestAnimationFrame(again);
}
['wheel', 'touchmove', 'keydown'].forEach(moved => addEventListener(moved, () => { jumped = ''; }, {passive: true}));
function close() {
  $('panel').replaceChildren(...empty.map(node => node.cloneNode(true)));
  ring('');
}
function ring(target) {
  const [, kind, id] = target.match(/^(claim|place)-(.*)$/s) ?? [];
  state.chosen = kind ? {[kind]: id} : {};
  drawMap();
}
function open(id, quiet) {
  const told = document.getElementById(id);
  if (!told || !$('panel')) return false;
  const copy = told.cloneNode(true);
  copy.removeAttribute('id');
  all('[id]', copy).forEach(node => node.removeAttribute('id'));
  const button = document.createElement('button');
  button.textContent = 'Close'; button.className = 'close'; button.type = 'button';
  button.onclick = close;
  $('panel').replaceChildren(button, copy);
  ring(id);
  if (!quiet && innerWidth <= 1280) $('panel').scrollIntoView({block: 'nearest'});
  return true;
}
const empty = $('panel') ? [...$('panel').childNodes].map(node => node.cloneNode(true)) : [];

document.addEventListener('click', event => {
  const link = event.target.closest('a');
  const target = link && link.getAttribute('href');
  if (!target || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  if (target.startsWith('#')) { bringBelow(); stayAt(target.slice(1)); }
  // Beside the map a claim opens in the panel; from below, the link leads to the claim in full.
  if (!/^#(claim|place)-/.test(target) || !link.closest('#map')) return;
  if (open(target.slice(1))) { event.preventDefault(); stayAt(''); history.pushState(null, '', target); }
});
addEventListener('popstate', () => {
  if (addressed()) open(addressed(), true);
  else if (!location.hash && $('panel')) close();
});
all('input[name=kind]').forEach((input, i) => { input.onchange = () => { state.kind = i; drawMap(); }; });
if (D.months.length > 1) all('svg.time').forEach(brush);
$('months').addEventListener('months', event => { [state.from, state.to] = event.detail; drawBelowLater(); });
widths.forEach(width => width.addEventListener('change', drawMap));
addEventListener('beforeprint', drawBelow);
// The first map is there in each layout, of which the one that is seen is taken over.
all('#drawn .stage').forEach((stage, layout) => {
  if (layout === layoutNow()) stage.className = 'stage'; else stage.remove();
});
const [arrived] = performance.getEntriesByType('navigation');
// A link into the page, and a page that is loaded again, need its whole length to scroll.
if (location.hash || !arrived || arrived.type !== 'navigate') bringBelow();
if (!open(addressed() || ($('panel') ? $('panel').dataset.open : ''), true)) drawMap();
document.documentElement.classList.add('ready');
new PerformanceObserver(bringBelow).observe({type: 'paint', buffered: true});
