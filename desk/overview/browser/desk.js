// The desk: what is asked of the server, and what is moved about before it is saved.
'use strict';
(() => {
  const $ = (what, within = document) => within.querySelector(what);
  const all = (what, within = document) => [...within.querySelectorAll(what)];
  const root = () => $('[data-desk]');
  const part = () => $('[data-part]');
  let dirty = false; // something is typed or moved that is not saved
  const opened = {}; // by the page, the version of its file that was shown first
  let stale = false; // the site has changed since the page was made

  const FOCUSABLE = 'a, button, input, select, textarea, summary';

  // --- The server -------------------------------------------------------------------------------
  async function ask(action, data = {}) {
    try {
      const answer = await fetch(`/_editor/desk/do/${action}`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(data),
      });
      return await answer.json();
    } catch {
      return { ok: false, says: 'The preview does not answer. Is its window still open? Nothing was saved.' };
    }
  }

  function say(words, undo) {
    const toast = $('[data-toast]');
    toast.replaceChildren();
    if (!words) return;
    toast.append(Object.assign(document.createElement('p'), { textContent: words }));
    if (undo) {
      const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Undo' });
      button.dataset.undo = undo;
      toast.append(button);
    }
    const close = Object.assign(document.createElement('button'), { type: 'button', className: 'plain', textContent: 'Close' });
    close.addEventListener('click', () => say(''));
    toast.append(close);
  }

  // --- The page, made anew ----------------------------------------------------------------------
  let loading = null;
  const asked = (name, query, signal) => fetch(`/_editor/desk/part/${name}${query}`, { signal });
  // Asked for while the frame is still being made.
  let first = asked(location.pathname.split('/')[2] || 'articles', location.search);
  first.catch(() => {});
  async function renew(query = location.search) {
    loading?.abort();
    const mine = (loading = new AbortController());
    const begun = first;
    const asking = $('dialog[open]');
    first = null;
    let answer, html;
    try {
      answer = await (begun ?? asked(root().dataset.desk, query, mine.signal));
      html = await answer.text();
    } catch {
      if (begun) part().textContent = 'The preview does not answer. Is its window still open?';
      return;
    }
    if (mine !== loading || !answer.ok || dirty) return; // what was begun meanwhile stays
    if (($('dialog[open]') ?? asking) !== asking) { stale = true; return; } // so does what is asked
    if (goesOn(html)) { watch(); return; }
    const active = document.activeElement;
    const key = active?.closest?.('[data-key]')?.dataset.key;
    const at = all(FOCUSABLE, part()).indexOf(active);
    const named = (one) => one && `${one.tagName} ${one.textContent.trim()}`;
    const name = named(active);
    const filter = $('[data-filter]')?.value ?? '';
    const open = new Set(all('details[open][data-key]').map((one) => one.dataset.key));
    const shut = new Set(all('details:not([open])[data-key]').map((one) => one.dataset.key));
    part().innerHTML = html;
    part().removeAttribute('aria-busy');
    for (const one of all('details[data-key]')) {
      if (open.has(one.dataset.key)) one.open = true;
      else if (shut.has(one.dataset.key)) one.open = false;
    }
    if (filter) { $('[data-filter]').value = filter; narrow(filter); }
    root().dataset.number = answer.headers.get('X-Number');
    dirty = stale = false;
    if (key) {
      const there = $(`[data-key="${CSS.escape(key)}"]`) ?? $('[data-part] .main') ?? $('#_page');
      (there.matches('details, tr') ? there.querySelector('summary, a') : there).focus({ preventScroll: true });
    } else if (at >= 0) {
      const others = all(FOCUSABLE, part());
      const there = named(others[at]) === name ? others[at] : others.find((one) => named(one) === name);
      (there ?? $('#_page')).focus({ preventScroll: true });
    }
    watch();
  }

  function news(number) {
    if (!root() || number <= Number(root().dataset.number)) return;
    stale = true;
    if (dirty || $('dialog[open]') || root().dataset.desk === 'search') return;
    if (root().dataset.desk === 'publish' && $('[data-running]')) return;
    const typing = document.activeElement?.matches?.('[data-part] :is(input:not([data-filter]), textarea, select)');
    if (!typing) renew();
  }
  document.addEventListener('focusout', () => setTimeout(() => { if (stale) news(Infinity); }));

  // While something is published only its progress changes, so that nothing jumps.
  function goesOn(html) {
    const made = Object.assign(document.createElement('template'), { innerHTML: html }).content;
    const [old, now] = [part(), made].map((one) => $('[data-running] progress', one));
    if (!old || !now) return false;
    for (const name of ['value', 'max', 'aria-label']) {
      if (now.hasAttribute(name)) old.setAttribute(name, now.getAttribute(name));
      else old.removeAttribute(name);
    }
    const [said, says] = [part(), made].map((one) => $('[data-running] [role=status]', one));
    if (said.textContent !== says.textContent) said.replaceChildren(...says.childNodes);
    return true;
  }

  let timer = 0;
  function watch() {
    clearTimeout(timer);
    if ($('[data-running]')) timer = setTimeout(renew, 400);
  }

  // --- What is clicked --------------------------------------------------------------------------
  document.addEventListener('click', async (event) => {
    const at = (what) => event.target.closest?.(what);
    let it;
    if ((it = at('[data-dialog]'))) {
      $(`#${it.dataset.dialog}`).showModal();
    } else if ((it = at('[data-close]'))) {
      it.closest('dialog').close();
    } else if ((it = at('[data-undo]'))) {
      const told = await ask('undo', { key: it.dataset.undo });
      say(told.says);
      if (told.ok) await renew();
    } else if ((it = at('[data-do]'))) {
      it.disabled = true;
      const told = await ask(it.dataset.do, { ...it.dataset, to: $('[data-to]')?.value ?? '' });
      it.disabled = false;
      say(told.says, told.undo);
      it.focus({ preventScroll: true });
      if (told.ok) await renew();
    } else if (at('[data-part]')) {
      moved(event);
    }
  });

  document.addEventListener('submit', async (event) => {
    const form = event.target.closest('[data-form]');
    if (!form) return;
    event.preventDefault();
    const kind = form.dataset.form;
    if (kind === 'search') {
      location.href = `/desk/search?q=${encodeURIComponent(form.q.value)}`;
      return;
    }
    const send = form.querySelector('[type=submit]');
    const data = { new: ofNew, paths: ofPaths, facts: ofFacts, place: ofNew, publish: ofPublish }[kind](form);
    if (['paths', 'facts'].includes(kind)) {
      if (!dirty) { say('There is nothing to save.'); return; }
      data.before = (opened[root().dataset.desk] ??= data.digest);
    }
    send.disabled = true;
    const told = await ask(kind, data);
    send.disabled = false;
    const says = form.querySelector('[data-says]');
    if (told.ok && told.go) { dirty = false; location.href = told.go; return; }
    if (told.ok) {
      dirty = false;
      send.focus({ preventScroll: true });
      if (told.digest) form.closest('[data-digest]').dataset.digest = told.digest;
      await renew();
      say(told.says);
    } else if (says) {
      says.textContent = told.says;
      says.classList.add('bad');
      if (told.stale) offerReload(says);
    } else say(told.says);
  });

  function offerReload(says) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Show what stands there now' });
    button.addEventListener('click', () => { dirty = false; renew(); });
    says.append(' ', button);
  }

  const ofNew = (form) => Object.fromEntries(new FormData(form));
  const ofPublish = (form) => ({
    to: form.dataset.to,
    versions: form.dataset.versions,
    back: form.dataset.back,
    unreviewed: form.dataset.unreviewed,
    answers: Object.fromEntries(all('[data-question]', form)
      .filter((one) => one.type !== 'checkbox' || one.checked)
      .map((one) => [one.dataset.question, one.value])),
  });

  // --- Finding by title, and in all texts -------------------------------------------------------
  const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  function narrow(typed) {
    const words = folded(typed).split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of all('.text-table tbody tr')) {
      row.found ??= folded(row.querySelector('th').textContent);
      row.hidden = !words.every((word) => row.found.includes(word));
      left += !row.hidden;
    }
    for (const state of all('.by-state')) state.hidden = !state.querySelector('tbody tr:not([hidden])');
    const none = $('[data-none]');
    if (none) none.hidden = left > 0;
  }

  let waits = 0;
  document.addEventListener('input', (event) => {
    if (event.target.matches('[data-filter]')) narrow(event.target.value);
    else if (event.target.matches('#q') && root().dataset.desk === 'search') {
      clearTimeout(waits);
      waits = setTimeout(() => {
        const query = `?q=${encodeURIComponent(event.target.value)}`;
        history.replaceState(null, '', `/desk/search${query}`);
        renew(query);
      }, 200);
    } else if (event.target.closest('[data-form="paths"]')) changed();
    else if (event.target.closest('[data-form="facts"]')) {
      dirty = true;
    }
  });
  document.addEventListener('change', (event) => {
    if (event.target.closest?.('[data-form="facts"]')) event.target.dispatchEvent(new Event('input', { bubbles: true }));
  });
  addEventListener('beforeunload', (event) => { if (dirty) event.preventDefault(); });

  // --- Reading paths ----------------------------------------------------------------------------
  const paths = () => $('[data-form="paths"]');
  function changed() {
    dirty = true;
    $('[data-reset]').hidden = false;
    tell('Not saved yet.');
  }
  const tell = (words) => {
    const says = $('[data-savebar] [data-says]');
    says.classList.remove('bad');
    says.textContent = words;
  };
  const ofPaths = (form) => ({
    digest: form.dataset.digest,
    paths: all('[data-path]', form).map((path) => ({
      title: $('[data-title]', path).value,
      summary: $('[data-summary]', path).value,
      steps: all('[data-slug]', path).map((stop) => ({
        slug: stop.dataset.slug, because: $('[data-because]', stop).value,
      })),
    })),
  });
  const listName = (list) => list.hasAttribute('data-loose') ? 'on no path'
    : `on “${$('[data-title]', list.closest('[data-path]')).value || 'the new path'}”`;

  function placed(stop) {
    const list = stop.closest('[data-stops]');
    const stops = all(':scope > [data-slug]', list);
    changed();
    tell(`“${stop.dataset.title}” is ${list.hasAttribute('data-loose') ? 'on no path' : `${stops.indexOf(stop) + 1} of ${stops.length} ${listName(list)}`}. Not saved yet.`);
  }

  // One step up or down, at the end of a list into the next one.
  function step(stop, by) {
    const list = stop.closest('[data-stops]');
    const next = by < 0 ? stop.previousElementSibling : stop.nextElementSibling;
    if (next) by < 0 ? next.before(stop) : next.after(stop);
    else {
      const lists = all('[data-stops]', paths());
      const other = lists[lists.indexOf(list) + by];
      if (!other) return;
      by < 0 ? other.append(stop) : other.prepend(stop);
    }
    placed(stop);
    $('.grip', stop).focus();
  }

  function moved(event) {
    const it = event.target;
    let one;
    if ((one = it.closest('[data-off]'))) {
      const stop = one.closest('[data-slug]');
      const near = stop.nextElementSibling ?? stop.previousElementSibling;
      const elsewhere = all('[data-path] [data-slug]', paths())
        .some((other) => other !== stop && other.dataset.slug === stop.dataset.slug);
      if (elsewhere) stop.remove();
      else $('[data-loose]').prepend(stop);
      changed();
      tell(`“${stop.dataset.title}” is off the path. Not saved yet.`);
      $('.grip', near ?? stop)?.focus();
    } else if ((one = it.closest('[data-path-move]'))) {
      const path = one.closest('[data-path]');
      const back = one.dataset.pathMove < 0;
      const other = back ? path.previousElementSibling : path.nextElementSibling;
      if (other) { back ? other.before(path) : other.after(path); changed(); one.focus(); }
    } else if ((one = it.closest('[data-path-remove]'))) {
      const path = one.closest('[data-path]');
      for (const stop of all('[data-slug]', path)) {
        const same = all('[data-slug]', paths()).filter((other) => other.dataset.slug === stop.dataset.slug);
        if (same.length === 1) $('[data-loose]').prepend(stop);
      }
      path.remove();
      changed();
      tell('The path is taken away; its articles stay. Not saved yet.');
      $('[data-path-add]').focus();
    } else if (it.closest('[data-path-add]')) {
      $('[data-paths]').append($('[data-new-path]').content.cloneNode(true));
      changed();
      all('[data-path] [data-title]').at(-1).focus();
    } else if (it.closest('[data-reset]')) {
      dirty = false;
      renew();
    } else facts(event);
  }

  document.addEventListener('keydown', (event) => {
    const grip = event.target.closest?.('.grip');
    if (!grip || !['ArrowUp', 'ArrowDown'].includes(event.key)) return;
    event.preventDefault();
    step(grip.closest('[data-slug]'), event.key === 'ArrowUp' ? -1 : 1);
  });

  // Dragging, by mouse, pen and finger alike: the handle takes the pointer, the list makes room.
  document.addEventListener('pointerdown', (event) => {
    const grip = event.target.closest?.('.grip');
    if (!grip || event.button) return;
    event.preventDefault();
    grip.focus();
    const stop = grip.closest('[data-slug]');
    const from = { list: stop.parentElement, next: stop.nextElementSibling };
    let y = event.clientY, moving = false, frame = 0;
    const put = () => {
      const list = all('[data-stops]', paths()).find((one) => {
        const box = one.getBoundingClientRect();
        return y >= box.top - 24 && y <= box.bottom + 24;
      });
      if (!list) return;
      const before = all(':scope > [data-slug]', list).find((one) => {
        if (one === stop) return false;
        const box = one.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      if (before ? stop.nextElementSibling !== before : list.lastElementChild !== stop) list.insertBefore(stop, before ?? null);
    };
    const scroll = () => {
      const edge = 70, speed = y < edge ? y - edge : y > innerHeight - edge ? y - innerHeight + edge : 0;
      if (speed) { scrollBy(0, speed / 4); put(); }
      frame = requestAnimationFrame(scroll);
    };
    const move = (now) => {
      y = now.clientY;
      if (!moving && Math.abs(y - event.clientY) < 4) return;
      if (!moving) { moving = true; stop.classList.add('moving'); frame = requestAnimationFrame(scroll); }
      put();
    };
    const end = (now) => {
      cancelAnimationFrame(frame);
      stop.classList.remove('moving');
      document.removeEventListener('pointermove', move);
      document.removeEventListener('pointerup', end);
      document.removeEventListener('pointercancel', end);
      document.removeEventListener('keydown', escape, true);
      if (now.type === 'pointercancel' || now.key === 'Escape') from.list.insertBefore(stop, from.next);
      else if (moving && (stop.parentElement !== from.list || stop.nextElementSibling !== from.next)) placed(stop);
      grip.focus();
    };
    // Of the document: what moves about in the page loses the pointer.
    const escape = (now) => { if (now.key === 'Escape') { now.preventDefault(); end(now); } };
    document.addEventListener('pointermove', move);
    document.addEventListener('pointerup', end);
    document.addEventListener('pointercancel', end);
    document.addEventListener('keydown', escape, true);
  });

  // --- Facts ------------------------------------------------------------------------------------
  const asTyped = (one) => one.tagName === 'SELECT' ? all('option', one).find((each) => each.defaultSelected)?.value ?? '' : one.defaultValue;
  function ofFacts(form) {
    const changes = [];
    for (const one of all('[data-place]', form)) {
      if (one.closest('[data-new]')) continue;
      if (one.value !== asTyped(one)) changes.push({ place: JSON.parse(one.dataset.place), value: one.value });
    }
    for (const item of all('[data-new]', form)) {
      const place = JSON.parse(item.dataset.new);
      const value = {};
      for (const one of all('[data-place]', item)) {
        const keys = JSON.parse(one.dataset.place).slice(place.length);
        let held = value;
        for (const key of keys.slice(0, -1)) held = held[key] ??= {};
        if (one.value.trim()) held[keys.at(-1)] = one.value;
      }
      if (Object.keys(value).length) changes.push({ place, value });
    }
    for (const one of all('[data-person]', form)) if (one.value.trim()) changes.push({ person: one.value });
    for (const item of all('[data-removed]', form).reverse()) {
      const list = item.closest('[data-list]');
      changes.push({ place: JSON.parse(list.dataset.list), remove: Number(item.dataset.removed) });
    }
    return { digest: $('[data-facts]').dataset.digest, changes };
  }

  async function facts(event) {
    let one;
    const ready = () => { dirty = true; };
    if ((one = event.target.closest('[data-add]'))) {
      const list = one.closest('[data-list]');
      const place = JSON.parse(list.dataset.list);
      if ($('[data-new]', list)) { $('[data-new] [data-place]', list).focus(); return; }
      const query = new URLSearchParams(place.map((key) => ['at', key]));
      const answer = await fetch(`/_editor/desk/item?${query}`);
      if (!answer.ok) { say(await answer.text()); return; }
      one.parentElement.insertAdjacentHTML('beforebegin', await answer.text());
      ready(list);
      $('[data-new] [data-place]', list).focus();
    } else if ((one = event.target.closest('[data-drop]'))) {
      const list = one.closest('[data-list]');
      one.closest('[data-new]').remove();
      $('[data-add]', list).focus();
    } else if ((one = event.target.closest('[data-remove]'))) {
      const item = one.closest('.item');
      const gone = 'removed' in item.dataset;
      if (gone) delete item.dataset.removed;
      else item.dataset.removed = one.dataset.remove;
      one.firstChild.textContent = gone ? 'Remove' : 'Keep after all';
      for (const each of all('[data-place]', item)) each.disabled = !gone;
      ready(item);
    }
  }

  const watched = import('/_editor/files/away.js'); // now: later nobody may be there to give it

  // NiceGUI puts the page in after this script has run.
  new MutationObserver((_, observer) => {
    if (!root()) return;
    observer.disconnect();
    watched.then(({ watch }) => watch((words) => { $('[data-away]').textContent = words; }));
    renew().then(() => {
      const form = $('[data-digest]');
      if (form) opened[root().dataset.desk] = form.dataset.digest;
      if (location.hash === '#begin') $('#begin')?.showModal();
      new EventSource('/_editor/desk/news').addEventListener('message', (event) => news(Number(event.data)));
    });
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
