// The text of an article: CodeMirror for prose, its toolbar's commands, notes in the margin, and the
// page beside it, which follows each pause.
import { watch } from "/_editor/files/away.js";
import * as CM from "nicegui-codemirror";

// Milliseconds without a key after which the page is asked for: it takes its time to be made, and
// is to be there when a pause of 300 is felt. Then the rules, which may take longer.
const PAUSE = 150, RULES = 700;
const LARGEST = 50_000_000; // bytes of a picture that are sent at all; the server says what is too much

// --- How Markdown looks while it is written -----------------------------------------------------
const LINES = {
  ATXHeading1: "md-h1", ATXHeading2: "md-h2", ATXHeading3: "md-h3", ATXHeading4: "md-h3",
  SetextHeading1: "md-h1", SetextHeading2: "md-h2", Blockquote: "md-quote", ListItem: "md-item",
  FencedCode: "md-code", HTMLBlock: "md-code",
};
const WORDS = {
  StrongEmphasis: "md-strong", Emphasis: "md-em", Link: "md-link", Image: "md-link", URL: "md-faint",
  HeaderMark: "md-faint", EmphasisMark: "md-faint", QuoteMark: "md-faint", LinkMark: "md-faint",
  ListMark: "md-mark", InlineCode: "md-code-words", HTMLTag: "md-faint", Comment: "md-faint",
};
function dressed(view) {
  const found = [];
  for (const { from, to } of view.visibleRanges) {
    CM.syntaxTree(view.state).iterate({
      from, to,
      enter(node) {
        const line = LINES[node.name], words = WORDS[node.name];
        if (line) {
          const last = view.state.doc.lineAt(Math.min(node.to, view.state.doc.length)).number;
          for (let n = view.state.doc.lineAt(node.from).number; n <= last; n++)
            found.push(CM.Decoration.line({ class: line }).range(view.state.doc.line(n).from));
        }
        if (words && node.to > node.from) found.push(CM.Decoration.mark({ class: words }).range(node.from, node.to));
      },
    });
  }
  return CM.Decoration.set(found, true);
}
const dress = CM.ViewPlugin.fromClass(
  class {
    constructor(view) { this.decorations = dressed(view); }
    update(change) {
      const grown = CM.syntaxTree(change.startState) !== CM.syntaxTree(change.state);
      if (change.docChanged || change.viewportChanged || grown) this.decorations = dressed(change.view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

// The lines that a note is about.
const setNotes = CM.StateEffect.define();
const noted = CM.StateField.define({
  create: () => CM.Decoration.none,
  update(found, change) {
    found = found.map(change.changes);
    for (const effect of change.effects) {
      if (!effect.is(setNotes)) continue;
      const marks = effect.value
        .filter((one) => one.line > 0 && one.line <= change.state.doc.lines)
        .map((one) => CM.Decoration.line({ class: `noted ${one.severity}`, note: one.key }).range(change.state.doc.line(one.line).from));
      found = CM.Decoration.set(marks, true);
    }
    return found;
  },
  provide: (field) => CM.EditorView.decorations.from(field),
});

// The line to which an address has led, until something is typed or chosen.
const setReached = CM.StateEffect.define();
const reached = CM.StateField.define({
  create: () => CM.Decoration.none,
  update(found, change) {
    if (change.docChanged || change.selection) found = CM.Decoration.none;
    for (const effect of change.effects)
      if (effect.is(setReached)) found = CM.Decoration.set([CM.Decoration.line({ class: "reached" }).range(effect.value)]);
    return found;
  },
  provide: (field) => CM.EditorView.decorations.from(field),
});

// --- The page beside it ---------------------------------------------------------------------------
// Make `old` as `fresh` is, and touch nothing that is the same: pictures stay, what is unfolded stays.
function align(old, fresh, touched) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
  for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const had = [...old.childNodes], has = [...fresh.childNodes];
  const most = Math.min(had.length, has.length);
  let first = 0, last = 0;
  while (first < most && had[first].isEqualNode(has[first])) first++;
  while (last < most - first && had[had.length - 1 - last].isEqualNode(has[has.length - 1 - last])) last++;
  const gone = had.slice(first, had.length - last), come = has.slice(first, has.length - last);
  const before = had[had.length - last] || null;
  const both = Math.min(gone.length, come.length);
  for (let n = 0; n < both; n++) {
    if (gone[n].nodeType === 1 && come[n].nodeType === 1 && gone[n].nodeName === come[n].nodeName) align(gone[n], come[n], touched);
    else { const made = old.ownerDocument.importNode(come[n], true); gone[n].replaceWith(made); touched.push(made); }
  }
  for (const node of gone.slice(both)) node.remove();
  for (const node of come.slice(both)) { const made = old.ownerDocument.importNode(node, true); old.insertBefore(made, before); touched.push(made); }
}
const plain = (text) =>
  text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1").replace(/\{[:#][^}]*\}/g, "").replace(/^\s*(?:#+|>|[-*+•]|\d+[.)])\s+/, "")
    .replace(/[*_`~\\]/g, "").replace(/[‘’']/g, "'").replace(/[“”"]/g, '"').replace(/[\u2013\u2014-]+/g, "-").replace(/\s+/g, " ").trim().toLowerCase();

export default {
  template: `
    <div>
      <p v-if="away" class="away" role="alert">{{ away }}</p>
      <div class="text" ref="text"></div>
      <Teleport v-if="notes.length && !beside" to=".write-pane">
        <button class="to-notes" type="button" @click="toNotes()">{{ notes.length === 1 ? '1 note' : notes.length + ' notes' }}</button>
      </Teleport>
      <ol class="margin" ref="margin" :aria-label="notes.length ? 'What needs mending' : undefined" :hidden="!notes.length">
        <li v-for="note in notes" :key="note.key" :class="note.severity" :data-key="note.key">
          <button class="where" type="button" @click="goTo(note)">{{ place(note) }}<span class="kind">{{ words[note.severity] }}</span></button>
          <p>{{ note.message }}</p>
          <p class="remedy">{{ note.remedy }}</p>
          <button v-if="note.canMend" class="mend" type="button" @click="mend(note)">Mend it</button>
        </li>
      </ol>
    </div>`,
  // `fields` are the lines of the file at which fields of its header stand, with their keys; the
  // text begins below line `above`.
  props: { value: String, token: String, label: String, frame: String, lang: String, above: Number, fields: Array },
  data: () => ({ notes: [], beside: false, away: "", words: { error: "must be mended", warning: "should be mended", note: "good to know" } }),

  mounted() {
    const markdown = new CM.Compartment();
    this.view = new CM.EditorView({
      doc: this.value,
      parent: this.$refs.text,
      extensions: [
        CM.history(), CM.drawSelection(), CM.dropCursor(), CM.highlightSpecialChars(), CM.EditorView.lineWrapping,
        markdown.of([]), dress, noted, reached, CM.placeholder("Begin to write."),
        CM.EditorView.contentAttributes.of({
          "aria-label": this.label, spellcheck: "true", autocorrect: "on", autocapitalize: "sentences",
          writingsuggestions: "false", ...(this.lang ? { lang: this.lang } : {}),
        }),
        CM.keymap.of([
          { key: "Mod-b", run: () => this.around("**", "strong words") },
          { key: "Mod-i", run: () => this.around("*", "stressed words") },
          { key: "Mod-k", run: () => { this.$emit("link", this.selected()); return true; } },
          { key: "Enter", run: (view) => this.goOn(view) },
          ...CM.historyKeymap, ...CM.defaultKeymap,
        ]),
        CM.EditorView.updateListener.of((change) => {
          if (change.docChanged) this.wait();
          else if (change.selectionSet) this.follow();
          if (change.geometryChanged || change.docChanged) this.placeSoon();
        }),
        CM.EditorView.domEventHandlers({
          paste: (event) => this.files(event, event.clipboardData),
          drop: (event, view) => {
            const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
            if (at !== null && event.dataTransfer?.files.length) view.dispatch({ selection: { anchor: at } });
            return this.files(event, event.dataTransfer);
          },
        }),
      ],
    });
    CM.languages.find((one) => one.name === "Markdown").load().then((support) => {
      // No folding, no closing of brackets: only the names of things.
      this.view.dispatch({ effects: markdown.reconfigure([support.language]) });
    });
    this.sent = this.value;
    this.left = `unsaved ${location.pathname}`;
    const left = sessionStorage.getItem(this.left);
    if (left !== null && left !== this.value) this.view.dispatch({ changes: { from: 0, to: this.value.length, insert: left } });
    this.page = document.getElementById(this.frame);
    this.page.addEventListener("load", () => this.began());
    window.addEventListener("pagehide", () => {
      const text = this.text();
      if (text === this.sent) return;
      sessionStorage.setItem(this.left, text);
      navigator.sendBeacon(`/_editor/text/${this.token}?last`, text);
    });
    window.addEventListener("resize", () => this.placeSoon());
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      document.activeElement?.dispatchEvent(new Event("change", { bubbles: true }));
      this.flush().then(() => this.$emit("save"));
    });
    // A connection that was lost for a moment goes on where it was. NiceGUI names the message with
    // which it began, which is gone: the page would be loaded anew, and with it go undo and cursor.
    setTimeout(() => {
      this.socket = window.socket;
      this.socket.io.on("reconnect_attempt", () => { this.socket.io.opts.query.next_message_id = window.nextMessageId; });
      this.seek = watch((words) => { this.away = words; });
    });
    window.addEventListener("hashchange", () => this.arrive());
    this.arrive();
    // First the page as it is saved, which is there at once.
    if (this.page.contentDocument?.readyState === "complete" && this.page.contentDocument.URL !== "about:blank") this.began();
  },
  beforeUnmount() { this.view?.destroy(); },

  methods: {
    text() { return this.view.state.doc.toString(); },
    selected() { const { from, to } = this.view.state.selection.main; return this.view.state.sliceDoc(from, to); },

    // --- What is sent, and what comes back ---------------------------------------------------------
    wait() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), PAUSE);
      this.$emit("typed");
    },
    refresh() { clearTimeout(this.timer); this.again = true; return this.send(); },
    async send() {
      if (this.sending) { this.again = true; return this.sending; }
      this.sending = (async () => {
        do {
          this.again = false;
          const text = this.text();
          try {
            const answer = await fetch(`/_editor/text/${this.token}`, { method: "POST", body: text });
            const told = await answer.json();
            if (!answer.ok) throw new Error(told.wrong || answer.statusText);
            this.sent = text;
            this.away = "";
            sessionStorage.removeItem(this.left);
            this.show(told.page);
            this.$emit("written", told.faults);
            if (told.wrong) this.$emit("wrong", told.wrong);
          } catch (error) {
            // Nothing is lost: the text is in the window, and is sent again with the next pause; and
            // where the program was started anew meanwhile, the window takes it along.
            sessionStorage.setItem(this.left, text);
            if (this.socket?.connected) this.$emit("wrong", error instanceof TypeError ? "" : error.message);
            else this.seek?.();
            break;
          }
        } while (this.again || this.text() !== this.sent);
      })();
      try { await this.sending; } finally { this.sending = null; }
      clearTimeout(this.ruled);
      this.ruled = setTimeout(() => this.judge(), RULES);
    },
    async flush() {
      clearTimeout(this.timer);
      if (this.sending) await this.sending;
      if (this.text() !== this.sent) await this.send();
    },
    async save() { await this.flush(); this.$emit("save"); },
    async judge() {
      const answer = await fetch(`/_editor/notes/${this.token}`).catch(() => null);
      if (!answer?.ok || this.text() !== this.sent) return;
      this.notes = await answer.json();
      this.view.dispatch({ effects: setNotes.of(this.notes) });
      this.$nextTick(() => this.setOut());
    },
    async mend(note) {
      await this.flush();
      const answer = await fetch(`/_editor/mend/${this.token}`, { method: "POST", body: note.key });
      if (!answer.ok) return;
      const told = await answer.json();
      this.put(told.body);
      this.$emit("mended", told.changed);
      this.view.focus();
    },

    // --- The page ---------------------------------------------------------------------------------
    began() {
      const shown = this.page.contentDocument;
      if (!shown || shown === this.known) return;
      this.known = shown;
      shown.addEventListener("click", (event) => {
        const link = event.target.closest?.("a[href]");
        if (!link || link.getAttribute("href").startsWith("#")) return;
        event.preventDefault(); // the frame stays with this text
        window.open(link.href, "_blank", "noopener");
      });
      if (this.html) this.show(this.html);
      this.refresh();
    },
    show(html) {
      if (!html) return;
      this.html = html;
      const shown = this.page.contentDocument;
      if (!shown?.body) return;
      const fresh = new DOMParser().parseFromString(html, "text/html"), touched = [];
      align(shown.body, fresh.body, touched);
      shown.title = fresh.title;
      this.page.dataset.shown = Number(this.page.dataset.shown || 0) + 1;
      this.follow(touched.map((node) => (node.nodeType === 1 ? node : node.parentElement)).find((node) => node?.closest("main")));
    },
    // Scroll the page to where she writes.
    follow(element) {
      const shown = this.page?.contentDocument;
      if (!shown?.body) return;
      const here = element && !element.matches("main, article, section, div") ? element : this.found(shown);
      if (!here) return;
      const folded = here.closest("details:not([open])");
      if (folded && here.nodeName !== "SUMMARY" && !here.closest("summary")) folded.open = true;
      const { top, bottom } = here.getBoundingClientRect();
      const height = this.page.clientHeight;
      if (top < 40 || bottom > height - 40) here.scrollIntoView({ block: bottom - top > height ? "start" : "center", behavior: "instant" });
    },
    found(shown) {
      const { doc, selection } = this.view.state;
      const at = doc.lineAt(selection.main.head);
      for (let n = at.number; n > 0 && n > at.number - 4; n--) {
        const words = plain(doc.line(n).text).slice(0, 60);
        if (words.length < 3) continue;
        const places = shown.querySelectorAll("main :is(p, li, h1, h2, h3, h4, summary, dt, dd, figcaption, td)");
        for (const place of places) if (plain(place.textContent).includes(words)) return place;
      }
      return null;
    },

    // --- Notes in the margin ------------------------------------------------------------------------
    // The first words of the line that a note is about.
    place(note) {
      if (!note.line || note.line > this.view.state.doc.lines) return "About this text";
      const words = this.view.state.doc.line(note.line).text.replace(/^[#>*+\s-]+/, "");
      return words.length > 28 ? `${words.slice(0, 26).trimEnd()} …` : words || "An empty line";
    },
    placeSoon() { if (!this.soon) this.soon = requestAnimationFrame(() => { this.soon = 0; this.setOut(); }); },
    setOut() {
      const margin = this.$refs.margin;
      if (!margin) return;
      const beside = !!margin.firstElementChild && getComputedStyle(margin.firstElementChild).position === "absolute";
      this.beside = beside;
      let below = 0;
      for (const item of margin.children) {
        const note = this.notes.find((one) => one.key === item.dataset.key);
        if (!beside || !note) { item.style.top = ""; continue; }
        const line = Math.min(note.line, this.view.state.doc.lines);
        const top = line > 0 ? this.view.lineBlockAt(this.view.state.doc.line(line).from).top + this.view.documentPadding.top : 0;
        const place = Math.max(top, below);
        item.style.top = `${place}px`;
        below = place + item.offsetHeight + 8;
      }
      margin.style.minHeight = beside ? `${below}px` : "";
    },
    toNotes() {
      const first = this.$refs.margin.querySelector("button");
      first.focus({ preventScroll: true });
      first.scrollIntoView({ block: "center" });
    },
    goTo(note) {
      const line = this.view.state.doc.line(Math.max(1, Math.min(note.line, this.view.state.doc.lines)));
      this.view.dispatch({ selection: { anchor: line.from, head: line.to }, scrollIntoView: true });
      this.view.focus();
    },

    // Go to the line of the file that the address names (`#line-12`), once.
    arrive() {
      const named = location.hash.match(/^#line-(\d+)$/), line = Number(named?.[1]);
      if (!named) return;
      history.replaceState(history.state, "", location.pathname + location.search);
      const { doc } = this.view.state;
      if (line > this.above) {
        const { from } = doc.line(Math.min(line - this.above, doc.lines));
        this.view.dispatch({ selection: { anchor: from } });
        this.view.dispatch({ effects: [setReached.of(from), CM.EditorView.scrollIntoView(from, { y: "center" })] });
        this.view.focus();
        return;
      }
      const key = this.fields.findLast(([begins]) => begins <= line)?.[1];
      const field = document.getElementById(`_field-${key}`) || document.getElementById("_field-title");
      for (let one = field?.parentElement; one; one = one.parentElement) if (one.nodeName === "DETAILS") one.open = true;
      field?.focus({ preventScroll: true });
      field?.scrollIntoView({ block: "center", behavior: "instant" });
    },

    // --- What the toolbar does -----------------------------------------------------------------------
    put(text) {
      const old = this.text();
      let start = 0, end = 0;
      while (start < old.length && start < text.length && old[start] === text[start]) start++;
      while (end < old.length - start && end < text.length - start && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
      this.view.dispatch({ changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) } });
      this.refresh();
    },
    insert(text) {
      this.view.dispatch(this.view.state.replaceSelection(text), { scrollIntoView: true });
      this.view.focus();
    },
    // A block of its own, with an empty line above and below; `chosen` of it is selected, or she goes
    // on behind it.
    block(text, chosen) {
      const { state } = this.view, line = state.doc.lineAt(state.selection.main.to);
      const isEmpty = !line.text.trim();
      const at = line.to;
      const above = isEmpty ? (line.number > 1 && state.doc.line(line.number - 1).text.trim() ? "\n" : "") : "\n\n";
      const below = line.number < state.doc.lines && state.doc.line(line.number + 1).text.trim() ? "\n" : "";
      const from = at + above.length + (chosen ? Math.max(text.indexOf(chosen), 0) : text.length);
      this.view.dispatch({
        changes: { from: at, insert: above + text + below },
        selection: { anchor: from, head: from + chosen.length }, scrollIntoView: true,
      });
      this.view.focus();
      return true;
    },
    around(sign, words) {
      const { state } = this.view, { from, to } = state.selection.main, size = sign.length;
      const chosen = state.sliceDoc(from, to);
      const isSo = state.sliceDoc(from - size, from) === sign && state.sliceDoc(to, to + size) === sign;
      if (isSo && chosen)
        this.view.dispatch({ changes: [{ from: from - size, to: from }, { from: to, to: to + size }] });
      else {
        const text = chosen.trim() || words, lead = chosen.length - chosen.trimStart().length, trail = chosen.length - chosen.trimEnd().length;
        const start = chosen.trim() ? from + lead : from, end = chosen.trim() ? to - trail : to;
        this.view.dispatch({ changes: { from: start, to: end, insert: sign + text + sign }, selection: { anchor: start + size, head: start + size + text.length } });
      }
      this.view.focus();
      return true;
    },
    // Put a sign before each chosen line, or take it away where all have it.
    before(sign) {
      const { state } = this.view, { from, to } = state.selection.main;
      const lines = [];
      for (let n = state.doc.lineAt(from).number; n <= state.doc.lineAt(to).number; n++) lines.push(state.doc.line(n));
      const have = lines.every((line) => line.text.startsWith(sign));
      const old = sign.startsWith("#") ? /^#+\s*/ : /^(?:[-*+>]|\d+[.)])\s+/;
      this.view.dispatch({
        changes: lines.filter((line) => line.text.trim() || lines.length === 1).map((line) => {
          const there = line.text.match(old)?.[0].length || 0;
          return { from: line.from, to: line.from + there, insert: have ? "" : sign };
        }),
        scrollIntoView: true,
      });
      this.view.focus();
      return true;
    },
    heading() { return this.before("## "); },
    quotation() { return this.before("> "); },
    list() { return this.before("- "); },
    pause() { return this.block("> [!PAUSE]\n> What do you notice right now?", "What do you notice right now?"); },
    note() { return this.block("> [!Good to know]\n> Your words.", "Your words."); },
    // A question goes among the others, with a place for its answer.
    question() {
      const { state } = this.view, text = this.text();
      const begin = text.search(/^##\s+(?:questions|frequently asked|common questions|faq)[^\n]*$/im);
      const ask = "### Your question?\n\nYour answer.";
      if (begin < 0) return this.end(`## Questions people ask\n\n${ask}`);
      const next = text.slice(begin + 3).search(/^##?\s/m);
      const end = next < 0 ? text.length : begin + 3 + next;
      const here = state.selection.main.head;
      if (here > begin && here <= end) {
        const rest = text.slice(here, end).search(/^###\s/m);
        return this.at(rest < 0 ? end : here + rest, ask);
      }
      return this.at(end, ask);
    },
    end(text) { return this.at(this.view.state.doc.length, text); },
    at(place, text) {
      const { doc } = this.view.state, before = doc.sliceString(0, place);
      const above = !before ? "" : before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
      const below = place < doc.length ? "\n\n" : "\n";
      const from = place + above.length + text.indexOf("Your question?");
      this.view.dispatch({ changes: { from: place, insert: above + text + below }, selection: { anchor: from, head: from + 14 }, scrollIntoView: true });
      this.view.focus();
      return true;
    },
    // A list and a quotation go on with the next line, and end with an empty one; a question goes on
    // with its answer, as long as that is not written yet.
    goOn(view) {
      const { state } = view, { from, to } = state.selection.main, line = state.doc.lineAt(from);
      const place = from === to && from === line.to && line.text.startsWith("### ") && state.sliceDoc(line.to).match(/^(\n+)Your answer\.(?=\n|$)/);
      if (place) {
        const begin = line.to + place[1].length;
        view.dispatch({ selection: { anchor: begin, head: begin + "Your answer.".length }, scrollIntoView: true });
        return true;
      }
      const sign = line.text.match(/^(\s*)(?:([-*+•])|(\d+)([.)])|(>))(\s+)(?!\[!)/);
      if (from !== to || !sign || from < line.from + sign[0].length) return false;
      if (line.text.length === sign[0].length) {
        // With a line between, or what follows would still belong to the list.
        view.dispatch({ changes: { from: line.from, to: line.to, insert: "\n" }, selection: { anchor: line.from + 1 } });
        return true;
      }
      const next = sign[1] + (sign[3] ? `${Number(sign[3]) + 1}${sign[4]}` : sign[2] || sign[5]) + sign[6];
      view.dispatch(state.replaceSelection(`\n${next}`), { scrollIntoView: true });
      return true;
    },

    // --- Pictures -------------------------------------------------------------------------------------
    files(event, transfer) {
      const all = [...(transfer?.files || [])];
      if (!all.length) return false;
      event.preventDefault();
      this.upload(all[0]);
      return true;
    },
    async upload(file) {
      if (file.size > LARGEST) {
        this.$emit("wrong", `“${file.name}” has ${Math.round(file.size / 1e6)} MB, which is too much for a page. Save it smaller; 2000 pixels wide is plenty.`);
        return;
      }
      try {
        const answer = await fetch(`/_editor/picture/${this.token}?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
        const told = await answer.json();
        if (answer.ok) this.$emit("picture", told.name);
        else this.$emit("wrong", told.wrong);
      } catch { this.$emit("wrong", `“${file.name}” could not be read, or the program does not answer.`); }
    },
    choose() {
      const input = Object.assign(document.createElement("input"), { type: "file", accept: "image/*" });
      input.addEventListener("change", () => input.files[0] && this.upload(input.files[0]));
      input.click();
    },
  },
};
