"""Draw the header of a text as fields, each as its kind is filled in, with its help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from desk.editor.frame import Tag, button
from desk.editor.session import Session
from desk.writing.disk import WritingError
from desk.writing.headers import Field
from plugins.core.yaml_lines import Value

# What stands above the text, and what is nearly always asked for; all others are folded away.
_FIRST, _OFTEN = ("title", "summary"), ("date", "category", "tags", "author", "sources", "menu")
_NEVER = ("status", "slug", "authors")  # said in the window's head and menu; another word for one
_WIDE = {"sources": ("title", "url"), "allowed": ("rule", "reason")}
_MANY = 12  # proposals that are shown as buttons

# While she types, a moment after the last key; and at once when she leaves the field.
_TYPED = """(e) => {
  clearTimeout(e.target.waits);
  if (e.type === 'change') {
    if (e.target.sent !== e.target.value) emit(e.target.sent = e.target.value);
  } else e.target.waits = setTimeout(() => emit(e.target.sent = e.target.value), 150);
}"""


class Fields:
    """The fields of a session; `changed` is called with a field's key when it has changed."""

    def __init__(self, session: Session, changed: Callable[[str], None]) -> None:
        self._session, self._changed = session, changed
        self._root = Tag("div", class_="fields")
        self._wrong: dict[str, Tag] = {}
        self._open = False

    def draw(self) -> None:
        """Draw them as the header says now."""
        self._root.clear()
        self._wrong.clear()
        found = {one.key: one for one in self._session.fields() if one.key not in _NEVER}
        with self._root:
            for key in _FIRST:
                if field := found.pop(key, None):
                    self._draw(field, plain=True)
            with Tag("details", class_="about", open=self._open) as about:
                Tag("summary", "About this text", class_="about-summary")
                with Tag("div", class_="grid"):
                    for key in _OFTEN:
                        if field := found.pop(key, None):
                            self._draw(field)
                rest = Tag("details", class_="rest")
                with rest:
                    Tag("summary", "More that can be said about it")
                    with Tag("div", class_="grid"):
                        for field in found.values():
                            self._draw(field)

            def toggled() -> None:
                self._open = not self._open

            own = "(e) => { if (e.target === e.currentTarget) emit() }"
            about.on("toggle", toggled, args=[], js_handler=own)

    def _set(self, key: str, value: Value) -> None:
        wrong = self._wrong[key]
        try:
            self._session.set_field(key, value)
        except WritingError as reason:
            wrong.text = str(reason)
            return
        wrong.text = ""
        self._changed(key)

    def _draw(self, field: Field, *, plain: bool = False) -> None:
        name = f"_field-{field.key}"
        with Tag("div", class_=f"field {field.key} {field.shape.replace('/', '-')}"):
            group = field.shape in ("sources", "allowed")
            Tag(
                "span" if group else "label",
                field.label,
                **({} if group else {"for_": name}),
                class_="label",
            )
            if not plain:
                words = field.help[:1].upper() + field.help[1:]
                Tag("p", f"{words}.", class_="fine", id=f"{name}-help")
            control = self._control(field, name)
            if control and not plain:
                control.set(aria_describedby=f"{name}-help")
            self._wrong[field.key] = Tag("p", class_="wrong", role="alert")

    def _control(self, field: Field, name: str) -> Tag | None:
        key, value = field.key, field.value
        typed = value if isinstance(value, str) else ""
        if field.shape in ("sources", "allowed"):
            self._rows(field)
            return None
        if field.shape == "choice":
            made = Tag("select", id=name)
            options = list(dict.fromkeys(["", *field.choices, *([typed] if typed else [])]))
            with made:
                for option in options:
                    Tag("option", option or "—", value=option or None, selected=option == typed)
            handler = "(e) => emit(e.target.selectedIndex ? e.target.value : '')"
            made.on("change", lambda event: self._set(key, event.args), js_handler=handler)
            return made
        if field.shape == "yes/no":
            made = Tag("input", type="checkbox", id=name, checked=typed.lower() in ("true", "yes"))
            made.on(
                "change",
                lambda event: self._set(key, "true" if event.args else ""),
                js_handler="(e) => emit(e.target.checked)",
            )
            return made
        if field.shape == "list":
            return self._list(field, name)
        if field.shape == "lines" or key == "title":
            made = Tag("textarea", id=name, rows="1" if key == "title" else "2", defaultValue=typed)
        else:
            kind = {"date": "date", "number": "number"}.get(field.shape, "text")
            shown = typed[:10] if kind == "date" else typed
            made = Tag("input", type=kind, id=name, autocomplete="off", defaultValue=shown)
            if field.choices:
                made.set(list=f"{name}-choices")
                with Tag("datalist", id=f"{name}-choices"):
                    for choice in field.choices:
                        Tag("option", value=choice)
        made.set(spellcheck="true" if field.shape in ("text", "lines") else "false")

        def said(event: Any) -> None:
            words = str(event.args)
            self._set(key, " ".join(words.split()) if field.shape != "lines" else words.strip())

        for kind in ("input", "change"):
            made.on(kind, said, js_handler=_TYPED)
        return made

    def _list(self, field: Field, name: str) -> Tag:
        """A list is typed with commas; what there is already can be chosen."""
        items = [str(one) for one in field.value] if isinstance(field.value, list) else []
        if isinstance(field.value, str) and field.value:
            items = [one.strip() for one in field.value.split(",")]
        made = Tag("input", id=name, autocomplete="off", defaultValue=", ".join(items))

        def said(text: str) -> None:
            self._set(field.key, [one.strip() for one in text.split(",") if one.strip()])

        for kind in ("input", "change"):
            made.on(kind, lambda event: said(str(event.args)), js_handler=_TYPED)
        choices = list(dict.fromkeys([*field.choices[:_MANY], *items]))  # a new text's own as well
        if choices:
            with Tag(
                "div", class_="proposals", role="group", aria_label=f"{field.label} there are"
            ):
                for choice in choices:
                    one = Tag(
                        "button",
                        choice,
                        type="button",
                        aria_pressed="true" if choice in items else "false",
                    )
                    one.on("click", js_handler=_PROPOSED.replace("NAME", name))
        return made

    def _rows(self, field: Field) -> None:
        """Entries of several words each, such as a source and its address."""
        names = _WIDE[field.shape]
        value = field.value if isinstance(field.value, list) else []
        rows: list[dict[str, Value]] = [
            dict(one) if isinstance(one, dict) else {names[0]: str(one)} for one in value
        ]
        box = Tag("div", class_="rows")

        def put() -> None:
            kept: list[Value] = []
            for row in rows:
                said = {key: text for key, text in row.items() if text}
                if said:
                    kept.append(said)
            self._set(field.key, kept)

        def draw() -> None:
            box.clear()
            with box:
                for number, row in enumerate(rows):
                    self._row(field, number, row, names, put, partial(drop, number))
                add = f"Add {'a source' if field.shape == 'sources' else 'an entry'}"
                button(add, grow, class_="plain")

        def grow() -> None:
            rows.append({})
            draw()

        def drop(number: int) -> None:
            rows.pop(number)
            put()
            draw()

        draw()

    def _row(
        self,
        field: Field,
        number: int,
        row: dict[str, Value],
        names: tuple[str, ...],
        put: Callable[[], None],
        drop: Callable[[], None],
    ) -> None:
        with Tag("div", class_="row"):
            for name in names:
                typed = row.get(name, "")
                label = f"{field.label} {number + 1}, {name}"
                one = Tag("input", aria_label=label, placeholder=name, autocomplete="off")
                one.set(defaultValue=typed if isinstance(typed, str) else "")

                def said(event: Any, name: str = name) -> None:
                    row[name] = str(event.args).strip()
                    put()

                one.on("change", said, js_handler="(e) => emit(e.target.value)")
            button("Remove", drop, class_="plain", aria_label=f"Remove {field.label} {number + 1}")


_PROPOSED = """(e) => {
  const field = document.getElementById('NAME'), word = e.target.textContent.trim();
  const there = field.value.split(',').map((one) => one.trim()).filter(Boolean);
  const has = there.includes(word);
  field.value = (has ? there.filter((one) => one !== word) : [...there, word]).join(', ');
  e.target.setAttribute('aria-pressed', !has);
  field.dispatchEvent(new Event('change'));
}"""
