// The choice of months below a map: handles, lists, steps and play. It uses what map.js, which stands before it, declares.

// oxlint-disable-next-line no-unused-vars -- `show` of map.js calls it
function monthsPart(root, send) {
  const parts = [
    ".nk-count",
    ".nk-note",
    ".months",
    ".from",
    ".to",
    ".latest",
    ".every",
    ".earlier",
    ".later",
    ".play",
    ".unit",
    ".speed",
    ".strip",
    ".strip svg",
    ".years",
  ];
  const [
    count,
    note,
    row,
    firstMonth,
    lastMonth,
    latest,
    every,
    earlier,
    later,
    play,
    unit,
    speed,
    strip,
    bars,
    years,
  ] = parts.map(built(root, "months"));
  const handles = [...strip.querySelectorAll(".handle")];
  let data = null,
    calendar = [],
    from = 0,
    to = 0,
    hand = null,
    timer = 0,
    moved = false;

  const end = () => data.months.length - 1;
  const whole = () => from === 0 && to === end();
  const name = (i) => {
    const [year, month] = data.months[i].split("-");
    return `${data.names[month - 1]} ${year}`;
  };
  const yearOf = (i) => calendar.find(([, last]) => i <= last);
  const short = (i) => name(i).replace(/(?<=^...)\S+/, "");

  function place() {
    strip.style.setProperty("--from", `${(from / data.months.length) * 100}%`);
    strip.style.setProperty("--to", `${((end() - to) / data.months.length) * 100}%`);
    [
      [from, 0, to],
      [to, from, end()],
    ].forEach(([now, min, max], which) => {
      for (const [word, value] of Object.entries({ now, min, max, text: name(now) }))
        handles[which].setAttribute(`aria-value${word}`, value);
    });
    firstMonth.selectedIndex = from;
    lastMonth.selectedIndex = to;
    every.setAttribute("aria-pressed", whole() && !(data.limited && !moved));
    latest.setAttribute("aria-pressed", from === data.latest && to === data.latest);
    for (const [button, word, by] of [
      [earlier, "Previous", -1],
      [later, "Next", 1],
    ]) {
      button.disabled = !stepped(by);
      button.setAttribute("aria-label", `${word} ${unit.value}`);
    }
    calendar.forEach(([first, last], i) =>
      years.children[i].classList.toggle("in", last >= from && first <= to),
    );
  }

  // Everything a reader does ends here: the months move at once, whatever the server does.
  function choose(...ends) {
    let [first, last] = ends.map((i) => between(0, i, end())).sort((a, b) => a - b);
    // A page that cannot ask a server holds no more maps than it can: longer stretches are of whole years.
    if (data.byYear && first !== last) [first, last] = [yearOf(first)[0], yearOf(last)[1]];
    if (first === from && last === to) return;
    [from, to] = [first, last];
    moved = true;
    place();
    const told = board.map?.showState(from, to);
    row.parentNode.classList.toggle("waits", !told);
    if (told) say(told);
    root.dispatchEvent(new CustomEvent("months", { detail: [from, to] }));
  }

  function say(told) {
    count.textContent = told.count;
    note.textContent = told.note;
    note.hidden = !told.note;
  }

  // What the server does not know yet, to be told with what else is told; null where it knows.
  function release() {
    pause();
    if (!moved) return null;
    moved = false;
    if (known() && board.sent <= data.echo) {
      settle();
      board.map?.refresh();
      return null;
    }
    board.sent += 1;
    return chosen();
  }
  const chosen = () => {
    const [first, last] = whole() ? [null, null] : [data.months[from], data.months[to]];
    return { first, last, seq: board.sent };
  };
  // A link may name every month, which leaves out what has no date; here every month is no limit.
  const known = () => from === data.from && to === data.to && !(whole() && data.limited);

  function commit() {
    const value = release();
    if (value) send("months", value);
  }

  const hasClaims = ([first, last]) => data.touched.slice(first, last + 1).some(Boolean);

  // The stretch before or after the one shown, which has claims unless every month is asked for; of
  // every month, the first one or the last one.
  function stepped(by) {
    const [first, last] = whole() ? (by > 0 ? [-1, -1] : [end() + 1, end() + 1]) : [from, to];
    if (unit.value === "year")
      return (
        (by > 0
          ? calendar.find((year) => year[1] > last)
          : calendar.findLast((year) => year[0] < first)) ?? null
      );
    const edge = by > 0 ? last : first,
      on = (stretch) => stretch.map((i) => i + by),
      isThere = ([start, stop]) => start >= 0 && stop <= end();
    let next = on(data.byYear ? [edge, edge] : [first, last]);
    while (unit.value === "month with claims" && isThere(next) && !hasClaims(next)) next = on(next);
    return isThere(next) ? next : null;
  }

  function go(by) {
    const next = stepped(by);
    if (next) choose(...next);
    return Boolean(next);
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    play.classList.remove("on");
  }

  function start() {
    if (!go(1)) choose(0, to - from); // from the end it begins again, with as long a stretch
    play.classList.add("on");
    const on = () => {
      timer = setTimeout(() => {
        if (go(1)) on();
        else commit();
      }, Number(speed.value));
    };
    on();
  }

  play.addEventListener("click", () => (timer ? commit() : start()));
  const at = (node, event, does) =>
    node.addEventListener(event, () => {
      does();
      commit();
    });
  at(earlier, "click", () => go(-1));
  at(later, "click", () => go(1));
  at(every, "click", () => {
    choose(0, end());
    moved ||= data.limited;
  });
  at(latest, "click", () => choose(data.latest, data.latest));
  at(firstMonth, "change", () => {
    const i = firstMonth.selectedIndex;
    choose(i, data.byYear ? i : Math.max(i, to));
  });
  at(lastMonth, "change", () =>
    choose(Math.min(from, lastMonth.selectedIndex), lastMonth.selectedIndex),
  );
  unit.addEventListener("change", place);

  handles.forEach((handle, which) => {
    handle.addEventListener("keydown", (event) => {
      const by = {
        ArrowRight: 1,
        ArrowUp: 1,
        ArrowLeft: -1,
        ArrowDown: -1,
        PageUp: 12,
        PageDown: -12,
        Home: -Infinity,
        End: Infinity,
      }[event.key];
      if (!by || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      if (which) choose(from, Math.max(from, to + by));
      else choose(Math.min(to, from + by), to);
    });
    // A key that is held down is one choice, made when it is let go.
    handle.addEventListener("keyup", commit);
    handle.addEventListener("blur", commit);
  });

  const monthAt = (x) => {
    const box = strip.getBoundingClientRect();
    return ((x - box.left) / box.width) * data.months.length;
  };
  strip.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const x = monthAt(event.clientX),
      near = (22 / strip.clientWidth) * data.months.length;
    const far = [Math.abs(x - from), Math.abs(x - to - 1)];
    // Where both handles are under the finger, the way it goes first says which is meant.
    const both = Math.max(...far) <= near && Math.abs(far[0] - far[1]) < near / 2;
    const within = x > from && x < to + 1 && Math.min(...far) > Math.min(near, (to + 1 - from) / 4);
    hand = {
      what: both ? "either" : within ? "band" : far[0] < far[1] ? "first" : "last",
      x,
      from,
      to,
    };
    pause();
    strip.setPointerCapture(event.pointerId);
    event.preventDefault();
    if (!both && !within) handles[hand.what === "last" ? 1 : 0].focus({ preventScroll: true });
    drag(x);
  });
  function drag(x) {
    const by = Math.round(x - hand.x);
    if (hand.what === "either" && by) hand.what = by < 0 ? "first" : "last";
    if (hand.what === "band") {
      const most = between(-hand.from, by, end() - hand.to);
      choose(hand.from + most, hand.to + most);
    }
    // A handle stands between two months: the first one before its month, the last one behind it.
    if (hand.what === "first") choose(Math.min(to, Math.round(x)), to);
    if (hand.what === "last") choose(from, Math.max(from, Math.round(x) - 1));
  }
  strip.addEventListener("pointermove", (event) => {
    if (hand) drag(monthAt(event.clientX));
  });
  const drop = () => {
    if (hand) {
      hand = null;
      commit();
    }
  };
  strip.addEventListener("pointerup", drop);
  strip.addEventListener("pointercancel", drop);

  function settle() {
    [from, to] = [data.from, data.to];
    if (!row.hidden) place();
    say(data);
    row.parentNode.classList.remove("waits");
  }

  // What stands for every month: bars, the lists to choose from, and years, of which the calendar has the first and the last month.
  function axis() {
    const n = data.months.length,
      most = Math.max(1, ...data.touched);
    // The square root lets a month with one claim be seen beside one with fifty.
    const path = data.touched
      .map((claims, i) =>
        claims ? `M${i + 0.12} 100v${-Math.max(6, Math.sqrt(claims / most) * 92)}h.76V100z` : "",
      )
      .join("");
    bars.setAttribute("viewBox", `0 0 ${n} 100`);
    for (const bar of bars.children) bar.setAttribute("d", path);
    const named = [...new Set(data.months.map((month) => month.slice(0, 4)))];
    calendar = named.map((year) =>
      ["findIndex", "findLastIndex"].map((find) =>
        data.months[find]((month) => month.startsWith(year)),
      ),
    );
    const option = (i) => make("option", { value: i, textContent: short(i) });
    for (const box of [firstMonth, lastMonth])
      box.replaceChildren(
        ...calendar.map(([first, last], i) => {
          const year = make("optgroup", { label: named[i] });
          for (let month = first; month <= last; month += 1) year.append(option(month));
          return year;
        }),
      );
    years.replaceChildren(...named.map((year) => make("span", { textContent: year })));
    calendar.forEach(([first], i) => {
      years.children[i].style.left = `min(${(first / n) * 100}%, 100% - 28px)`;
    });
    thin();
  }
  // Each year where there is room, else every second one, and so on; the last one always.
  function thin() {
    const all = [...years.children].reverse(),
      ROOM = 36;
    const crowded = (every) =>
      all.some(
        (year, i) => i && i % every === 0 && all[i - every].offsetLeft - year.offsetLeft < ROOM,
      );
    let every = 1;
    all.forEach((year) => {
      year.hidden = false;
    });
    while (crowded(every)) every += 1;
    all.forEach((year, i) => {
      year.hidden = i % every !== 0;
    });
  }
  const sized = new ResizeObserver(() => {
    if (data) thin();
  });
  sized.observe(strip);

  return {
    show(told) {
      if (!data) board.sent = told.echo;
      const before = data,
        other = (name) => before && before[name].join() !== told[name].join();
      data = told;
      row.hidden = data.months.length < 2;
      // Handles stand by their number: where the months are others, what is not told yet is lost.
      if (other("months")) {
        hand = null;
        moved = false;
        pause();
        board.sent = data.echo;
      }
      if (!before || other("months") || other("touched")) axis();
      if (!this.ahead(data)) settle();
    },
    // Whether the reader is further than what these data answer.
    ahead: (told) => moved || board.sent > told.echo,
    release,
    choose,
    commit,
    end() {
      pause();
      sized.disconnect();
    },
  };
}
