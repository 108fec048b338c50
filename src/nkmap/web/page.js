'use strict';
const D = JSON.parse(document.getElementById('maps').textContent);
const $ = id => document.getElementById(id);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const last = D.months.length - 1;
const state = {kind: 0, frame: 0, from: 0, to: last};
const drawnGround = [0, 0];
const narrow = matchMedia('(max-width: 640px)');

const isWhole = () => state.from === 0 && state.to === last;
function touching(spans) {
  const found = [];
  const whole = isWhole();
  spans.forEach(([start, end, dated], i) => {
    if (whole || (dated && start <= state.to && end >= state.from)) found.push(i);
  });
  return found;
}
// toLocaleString would read the browser's tables of languages first, which takes longer than the step.
const number = n => String(n).replace(/\B(?=(\d{3})+$)/g, ',');
function counting(about, shown) {
  if (isWhole()) return about.whole;
  const parts = [`${number(shown)} of ${number(D.total)} claim${D.total === 1 ? '' : 's'} shown`];
  let outside = D.total - shown;
  for (const [count, why] of about.fixed) { parts.push(`${number(count)} ${why}`); outside -= count; }
  if (outside) parts.push(`${number(outside)} outside these months`);
  return parts.join('; ') + '.';
}
// Which of the claims shown the map draws, and which not, in the words of the dashboard.
function onMap(kind, rows) {
  const counts = new Map();
  for (const row of rows) counts.set(D.rowKinds[row], (counts.get(D.rowKinds[row]) || 0) + 1);
  const parts = [[], [], []];
  [...counts.keys()].sort((a, b) => a - b).forEach(own => parts[kind.where[own]].push(own));
  const [here, ...others] = parts;
  if (others.every(part => !part.length)) return '';
  const drawn = here.reduce((sum, own) => sum + counts.get(own), 0);
  const names = here.map(own => D.kindNames[own]).join(', ');
  const told = [`${D.mapParts[0]}: ${drawn ? `${number(drawn)} claim${drawn === 1 ? '' : 's'} (${names})` : 'none'}`];
  others.forEach((part, i) => {
    if (part.length) told.push(`${D.mapParts[i + 1]}: ${part.map(own => `${number(counts.get(own))} ${D.kindNames[own]}`).join(', ')}`);
  });
  return ` ${told.join('; ')}.`;
}
function markup(map) {
  let out = '';
  for (const [layer, ...own] of map) {
    out += `<g class="l-${D.layers[layer]}">`;
    for (const piece of own) {
      if (typeof piece === 'number') out += D.pieces[piece];
      else out += `<text x="${piece[1]}" y="${piece[2]}" ${D.styles[piece[0]]}>${D.texts[piece[3]]}</text>`;
    }
    out += '</g>';
  }
  return out;
}
function drawMap() {
  const kind = D.kinds[state.kind];
  const chosen = touching(kind.spans);
  const [headline, keys, maps] = kind.maps[chosen.join('.')];
  const layout = narrow.matches ? 1 : 0;
  const stage = all('#map .stage')[layout];
  stage.querySelector('.scene').innerHTML = markup(maps[layout * D.frames.length + state.frame]);
  if (drawnGround[layout] !== state.frame) {
    drawnGround[layout] = state.frame;
    stage.querySelector('.ground').innerHTML = D.grounds[layout][state.frame];
    stage.querySelector('.under').classList.toggle('far', D.frames[state.frame] === 'wide');
  }
  const rows = touching(D.spans);
  $('finding').textContent = rows.length && !chosen.length ? D.noneHere : D.sentences[headline];
  $('count').textContent = counting(D.count, rows.length) + onMap(kind, rows);
  ring(ringed);
  $('legend').innerHTML = keys[state.frame].map(sample => D.samples[sample]).join('');
}
function drawMonths() {
  const whole = isWhole();
  if (last < 1) return;
  $('from').value = state.from; $('to').value = state.to;
  $('earlier').disabled = state.from === 0 && !whole; $('later').disabled = state.to === last && !whole;
  $('all').disabled = whole;
  $('span').textContent = whole ? 'all months' : state.from === state.to ? D.names[state.from] : `${D.names[state.from]} to ${D.names[state.to]}`;
}
function drawBelow() {
  const shown = new Set(touching(D.spans));
  all('[data-row]').forEach(row => { row.hidden = !shown.has(Number(row.dataset.row)); });
  all('.rows').forEach(p => { p.textContent = counting(D.count, shown.size); });
  all('svg.time').forEach((svg, i) => {
    const edges = D.time[i];
    const left = edges[0], x = edges[state.from], x2 = edges[state.to + 1], end = edges[last + 1];
    const put = (name, a, b) => {
      const box = svg.querySelector(name);
      box.setAttribute('x', a); box.setAttribute('width', Math.max(0, b - a));
      box.style.display = isWhole() ? 'none' : '';
    };
    put('.band', x, x2); put('.veil.before', left, x); put('.veil.after', x2, end);
  });
  late = false;
}
// The map goes first: timeline and table follow when its frame is drawn, once for many quick steps.
let late = false;
function drawBelowLater() {
  if (late) return;
  late = true;
  requestAnimationFrame(() => setTimeout(() => { if (late) drawBelow(); }, 30));
}
function choose(from, to) {
  [from, to] = from <= to ? [from, to] : [to, from];
  if (from !== to && D.kinds[state.kind].byYear) {
    while (from > 0 && !D.months[from].endsWith('-01')) from--;
    while (to < last && !D.months[to].endsWith('-12')) to++;
  }
  state.from = Math.max(0, from); state.to = Math.min(last, to);
  drawMap(); drawMonths(); drawBelowLater();
}
function step(by) {
  const whole = isWhole();
  const at = whole ? (by > 0 ? 0 : last) : (by > 0 ? state.to : state.from) + by;
  if (at >= 0 && at <= last) choose(at, at);
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
  area.addEventListener('pointerdown', event => { start = at(event); area.setPointerCapture(event.pointerId); choose(start, start); drawBelow(); });
  area.addEventListener('pointermove', event => { if (start !== null) { choose(start, at(event)); drawBelow(); } });
  const done = () => { start = null; };
  area.addEventListener('pointerup', done); area.addEventListener('pointercancel', done);
  area.addEventListener('dblclick', () => choose(0, last));
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
let ringed = '';
function ring(target) {
  ringed = target;
  all('#map .l-targets a').forEach(a => { a.classList.toggle('open', a.getAttribute('href') === ringed); });
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
  ring(`#${id}`);
  if (!quiet && innerWidth < 900) $('panel').scrollIntoView({block: 'nearest'});
  return true;
}
const empty = $('panel') ? [...$('panel').childNodes].map(node => node.cloneNode(true)) : [];

document.addEventListener('click', event => {
  const link = event.target.closest('a');
  const target = link && link.getAttribute('href');
  if (!target || event.ctrlKey || event.metaKey) return;
  if (target.startsWith('#')) { bringBelow(); stayAt(target.slice(1)); }
  // Beside the map a claim opens in the panel; from below, the link leads to the claim in full.
  if (!/^#(claim|place)-/.test(target) || !link.closest('#map')) return;
  if (open(target.slice(1))) { event.preventDefault(); stayAt(''); history.pushState(null, '', target); }
});
addEventListener('popstate', () => {
  if (addressed()) open(addressed(), true);
  else if (!location.hash && $('panel')) close();
});
all('input[name=kind]').forEach((input, i) => { input.onchange = () => { state.kind = i; choose(state.from, state.to); }; });
all('input[name=frame]').forEach((input, i) => { input.onchange = () => { state.frame = i; drawMap(); }; });
if (last > 0) {
  $('from').onchange = () => {
    // Where stretches go by whole years, a first month is chosen alone.
    const from = Number($('from').value);
    choose(from, D.kinds[state.kind].byYear ? from : Math.max(from, state.to));
  };
  $('to').onchange = () => choose(Math.min(Number($('to').value), state.from), Number($('to').value));
  all('svg.time').forEach(brush);
  $('earlier').onclick = () => step(-1); $('later').onclick = () => step(1); $('all').onclick = () => choose(0, last);
  $('from').value = 0; $('to').value = last; $('all').disabled = true;
}
// The page comes with the map of every month drawn, in both layouts.
narrow.addEventListener('change', drawMap);
addEventListener('beforeprint', drawBelow);
const [arrived] = performance.getEntriesByType('navigation');
// A link into the page, and a page that is loaded again, need its whole length to scroll.
if (location.hash || !arrived || arrived.type !== 'navigate') bringBelow();
open(addressed() || ($('panel') ? $('panel').dataset.open : ''), true);
document.documentElement.classList.add('ready');
new PerformanceObserver(bringBelow).observe({type: 'paint', buffered: true});
