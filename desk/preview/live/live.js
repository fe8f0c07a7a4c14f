// What the preview adds to each page: it reloads on a save and tells what needs mending.
// Nothing of this is ever part of the site.
(() => {
  "use strict";
  const here = document.currentScript.dataset;
  const loaded = { session: here.session, page: +here.page, style: +here.style };
  const memory = "practice-press " + location.pathname;

  // --- Where the reader was: kept over a reload, in this tab only -----------------------------
  const opened = () => [...document.querySelectorAll("details")].map((one) => one.open);

  function reload() {
    sessionStorage.setItem(memory, JSON.stringify({ top: scrollY, opened: opened() }));
    location.reload();
  }

  function comeBack() {
    const kept = JSON.parse(sessionStorage.getItem(memory) || "null");
    sessionStorage.removeItem(memory);
    if (!kept) return;
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
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    panel.open = false;
    summary.focus();
  });

  function count(problems) {
    const kinds = [["error", "to mend"], ["warning", "to look at"], ["note", "good to know"]];
    const parts = kinds
      .map(([kind, words]) => [problems.filter((one) => one.severity === kind).length, words])
      .filter(([number]) => number);
    return parts.map(([number, words]) => `${number} ${words}`).join(", ");
  }

  function tell(state) {
    const { problems, broken, outdated, more, notes } = state;
    const silent = !problems.length && !outdated;
    host.hidden = silent;
    if (silent) {
      panel.open = false;
      said.textContent = "";
      return;
    }
    const worst = ["error", "warning", "note"].find((k) => problems.some((p) => p.severity === k));
    panel.dataset.worst = worst || "note";
    const words = [broken ? "This page is from before" : "", count(problems)];
    if (outdated) words.push("please restart the preview");
    const sentence = words.filter(Boolean).join(": ");
    if (said.textContent !== sentence) said.textContent = sentence;
    list.replaceChildren();
    if (outdated) {
      list.append(make("p", "The program itself has changed. Stop the preview with Ctrl-C " +
        "in its window and start it again.", "remedy"));
    }
    const items = make("ul");
    for (const { path, line, message, remedy, severity } of problems) {
      const item = make("li", "", severity);
      item.append(make("code", `${path}:${line}`), make("span", ": "));
      item.append(make("span", message, "message"), make("span", " "), make("span", remedy, "remedy"));
      items.append(item);
    }
    list.append(items);
    const uncounted = [more && `${more} more to mend`, notes && `${notes} good to know`];
    const rest = uncounted.filter(Boolean).join(", ");
    if (rest) list.append(make("p", `${rest}: “python3 start.py check” lists them.`, "remedy"));
    if (broken) panel.open = true;
  }

  // --- News from the preview -------------------------------------------------------------------
  let source = null;

  function listen() {
    source?.close();
    source = new EventSource("/_preview/events");
    source.addEventListener("message", (event) => {
      const state = JSON.parse(event.data);
      if (state.session !== loaded.session || state.page !== loaded.page) return reload();
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

  host.hidden = true;
  document.body.append(host);
  comeBack();
  if (!document.hidden) listen();
})();
