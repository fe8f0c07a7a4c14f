// What the preview adds to each page: it reloads when its own bytes change, and tells what needs
// mending.
// Nothing of this is ever part of the site.
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const loaded = { session: here.session, page: here.page, style: here.style };
  const memory = "practice-press " + location.pathname;
  let reloadedFor = ""; // once for each news: a page that differs each time is not loaded for ever
  let known = null; // what was told last, when all rules had looked

  // --- Where the reader was: kept over a reload, in this tab only -----------------------------
  const opened = () => [...document.querySelectorAll("details")].map((one) => one.open);

  function reload(reason) {
    const isOpen = panel.open && !openedItself;
    const kept = { top: scrollY, opened: opened(), reason, known, isOpen };
    sessionStorage.setItem(memory, JSON.stringify(kept));
    location.reload();
  }

  function comeBack() {
    const kept = JSON.parse(sessionStorage.getItem(memory) || "null");
    sessionStorage.removeItem(memory);
    if (!kept) return;
    reloadedFor = kept.reason;
    if (kept.known) tell({ ...kept.known, faults: [] }); // what is said does not vanish meanwhile
    panel.open = kept.isOpen;
    history.scrollRestoration = "manual";
    document.querySelectorAll("details").forEach((one, number) => {
      if (number < kept.opened.length) one.open = kept.opened[number];
    });
    const scroll = () => scrollTo({ top: kept.top, behavior: "instant" });
    scroll();
    // Pictures and fonts that arrive later move the text: once more when all is there.
    addEventListener("load", () => {
      scroll();
      history.scrollRestoration = "auto";
    });
  }

  // --- A new stylesheet without a reload -------------------------------------------------------
  function restyle() {
    for (const old of document.querySelectorAll('link[rel~="stylesheet"]')) {
      const address = new URL(old.href);
      if (address.origin !== location.origin) continue;
      address.searchParams.set("preview", Date.now());
      const fresh = old.cloneNode();
      fresh.href = address;
      fresh.addEventListener("load", () => old.remove()); // the old one until then: no flash
      old.after(fresh);
    }
  }

  // --- What needs mending ----------------------------------------------------------------------
  const host = document.createElement("practice-press-preview");
  const root = host.attachShadow({ mode: "open" }); // the theme's styles stay outside
  const make = (name, text, kind) => {
    const element = document.createElement(name);
    if (text) element.textContent = text; // never as markup: it is what somebody has typed
    if (kind) element.className = kind;
    return element;
  };
  const look = make("link");
  look.rel = "stylesheet";
  look.href = "/_preview/live.css";
  const panel = make("details", "", "panel");
  const summary = make("summary");
  const said = make("span"); // a screen reader is told when this changes
  said.setAttribute("role", "status");
  summary.append(make("span", "", "dot"), said);
  const list = make("div", "", "list");
  list.setAttribute("role", "region");
  list.setAttribute("aria-label", "What needs mending");
  list.tabIndex = 0;
  panel.append(summary, list);
  root.append(look, panel);
  if (here.edit) {
    const places = make("nav", "", "places");
    places.setAttribute("aria-label", "Write");
    for (const [words, to] of [["Edit this page", here.edit], ["Desk", "/desk/"]])
      places.appendChild(make("a", words)).href = to;
    root.append(places);
  }
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.open = false;
    summary.focus();
  });

  const WORDS = { error: "to mend", warning: "to look at" };
  let openedItself = false;
  let openedFor = "[]"; // the faults for which it did
  let current = null; // what is shown
  let slow = null; // a timer, and then true: the rules take so long that it is worth a word

  function tell(news) {
    const state = news.checked || !known ? news : { ...known, ...only(news) };
    if (news.checked) known = news;
    if (news.checked) slow = clearTimeout(slow);
    else slow ??= setTimeout(() => { slow = true; show(current); }, 500);
    current = state;
    show(state);
    const faults = JSON.stringify(state.faults);
    if (state.faults.length && (faults !== openedFor || !state.checked)) {
      openedItself ||= !panel.open;
      panel.open = true;
    } else if (!state.faults.length && openedItself) {
      panel.open = openedItself = false;
    }
    openedFor = faults;
  }

  // What is sure of a state while rules still look at the whole site.
  function only({ faults, was_good, checked, outdated, searchable }) {
    return { faults, was_good, checked, outdated, searchable };
  }

  function show({ faults, was_good, problems, counts, more, notes, facts, outdated, searchable }) {
    const isSearch = document.querySelector("main [role=search]");
    const kinds = Object.keys(WORDS).filter((kind) => counts[kind]);
    const words = kinds.map((kind) => `${counts[kind]} ${WORDS[kind]}`);
    panel.dataset.worst = faults.length ? "error" : kinds[0] || "";
    if (faults.length) {
      const elsewhere = kinds.reduce((sum, kind) => sum + counts[kind], 0);
      words.splice(0, 2, `${faults.length} to mend here`);
      if (elsewhere) words.push(`${elsewhere} elsewhere`);
    }
    if (!words.length && facts) words.push(`${many(facts, "fact")} missing`);
    if (outdated) words.push("please restart the preview");
    if (!words.length && isSearch && !searchable) words.push("making the search index …");
    if (slow === true) words.push("checking …");
    const sentence = words.join(", ");
    if (said.textContent !== sentence) said.textContent = sentence;
    panel.hidden = !sentence;
    host.hidden = !sentence && !here.edit;

    list.replaceChildren();
    if (outdated) add("The program itself has changed. Stop the preview with Ctrl-C in its " +
      "window and start it again.");
    if (faults.length) {
      list.append(make("h2", was_good
        ? "You see the last good version. To see your newest, mend this:"
        : "This is your text as far as it can be read. To see the page, mend this:"));
      list.append(items(faults));
      if (problems.length) list.append(make("h2", "Also on the site:"));
    }
    if (problems.length) list.append(items(problems));
    const uncounted = [more && `${more} more to mend`, notes && `${notes} good to know`];
    const rest = uncounted.filter(Boolean).join(", ");
    if (rest) add(`${rest}: “python3 start.py check” lists them.`);
    if (facts) add(`${many(facts, "fact")} about the practice ${facts === 1 ? "is" : "are"} ` +
      `still missing: “python3 start.py check” lists ${facts === 1 ? "it" : "them"}.`);
    if (isSearch && !searchable) add("The search index is still being made. Load this page " +
      "again when this line is gone, and the search finds everything.");
  }

  const many = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
  const add = (text) => list.append(make("p", text, "remedy"));

  function items(problems) {
    const all = make("ul");
    for (const { path, line, message, remedy, severity, edit } of problems) {
      const item = make("li", "", severity);
      const place = make("code");
      for (const part of `${path}:${line}`.split(/(?<=[/\\])/)) place.append(part, make("wbr"));
      const leads = make(edit ? "a" : "span");
      if (edit) leads.href = edit;
      leads.append(place);
      item.append(leads, make("span", ": "));
      item.append(make("span", message, "message"), make("span", " "), make("span", remedy, "remedy"));
      all.append(item);
    }
    return all;
  }

  // --- News from the preview -------------------------------------------------------------------
  let source = null;

  function listen() {
    source?.close();
    source = new EventSource(`/_preview/events?page=${encodeURIComponent(location.pathname)}`);
    source.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      const reason = `${state.session} ${state.number}`;
      const isOther = state.session !== loaded.session || state.page !== loaded.page;
      if (isOther && reason !== reloadedFor) return reload(reason);
      if (state.style !== loaded.style) restyle();
      loaded.style = state.style;
      tell(state);
    });
  }

  // A browser keeps few connections to one address: a tab that nobody sees gives up its own.
  function rest() {
    source?.close();
    source = null;
  }
  document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
  addEventListener("pagehide", rest);
  addEventListener("pageshow", (event) => event.persisted && listen());

  panel.hidden = true;
  host.hidden = !here.edit;
  document.body.append(host);
  comeBack();
  if (!document.hidden) listen();
})();
