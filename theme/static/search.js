// The search page, for browsers that run scripts. Without this file the page is a list of
// everything there is; with it, a field appears above the list and finds words in the texts.
// Nothing is stored, and nothing is asked of any other host: Pagefind reads an index that lies
// beside the pages. The words that somebody looks for stand in the field and nowhere else: in no
// address, which a history and a host's log would keep, and in no request.
// Found text is only ever set as text, never as HTML.

const SITE = new URL("../", import.meta.url) // this file is theme/search.js
const AT_ONCE = 8 // results that are shown before somebody asks for more
const WITHIN = 3 // places that are named within one result
const PAUSE = 180 // milliseconds without a key before the search begins

const form = document.querySelector("#search")
const say = form.dataset // what is said here, in the language of the page
const field = form.querySelector("input")
const status = document.querySelector("#search-status")
const list = document.querySelector("#search-results")
const more = document.querySelector("#search-more")

let pagefind // a promise, once somebody searches
let newest = 0 // the search that counts: slower and older ones are dropped
let timer

form.hidden = false
form.addEventListener("submit", event => {
    event.preventDefault()
    if (matchMedia("(pointer: coarse)").matches) field.blur() // the keyboard covers what is found
    search()
})
field.addEventListener("focus", load, { once: true })
field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, PAUSE)
})
document.addEventListener("keydown", walk)

// Who comes back finds the page as she left it, where the browser has kept it in its memory; some
// browsers keep only what stood in the field.
addEventListener("pageshow", event => {
    if (!event.persisted && field.value.trim()) search()
})

/** Pagefind's module, fetched when it is first needed. */
function load() {
    pagefind ??= import(new URL("pagefind/pagefind.js", SITE)).then(async module => {
        // On the page itself, not in a worker: an index of this size answers in a few milliseconds.
        const index = module.createInstance({ noWorker: true })
        await index.init()
        return index
    })
    pagefind.catch(unavailable)
    return pagefind
}

/** Looks for what stands in the field. */
async function search() {
    clearTimeout(timer)
    const words = field.value.trim()
    const mine = ++newest
    if (!words) return show([], "")
    try {
        const index = await load()
        const found = (await index.search(words)).results
        const first = await Promise.all(found.slice(0, AT_ONCE).map(result => result.data()))
        if (mine === newest) show(first, told(found.length, words), found.slice(AT_ONCE))
    } catch (error) {
        unavailable(error)
    }
}

/** Puts results in place of the former ones; `rest` are those that can be asked for. */
function show(pages, words, rest = []) {
    status.textContent = words
    list.replaceChildren(...pages.map(entry))
    list.hidden = pages.length === 0
    offer(rest)
}

function offer(rest) {
    more.hidden = rest.length === 0
    more.textContent = filled(say.more, { number: Math.min(AT_ONCE, rest.length) })
    more.onclick = async () => {
        const mine = newest
        const pages = await Promise.all(rest.slice(0, AT_ONCE).map(result => result.data()))
        if (mine !== newest) return
        const entries = pages.map(entry)
        list.append(...entries)
        offer(rest.slice(AT_ONCE))
        entries[0].querySelector("a").focus()
    }
}

/** How many pages were found, for eyes and for ears. */
function told(count, words) {
    if (count === 0) return filled(say.none, { words })
    const forms = JSON.parse(say.found)
    const form = forms[new Intl.PluralRules(say.lang).select(count)] ?? forms.other
    return filled(form, { num: count, words })
}

/** A message of the page's own, with its variables. */
function filled(message, variables) {
    return message.replaceAll(/%\((\w+)\)s/g, (_, name) => variables[name])
}

/** One page: its title, the words around what was found, and the places within it. */
function entry(page) {
    const item = document.createElement("li")
    const heading = document.createElement("h2")
    heading.append(link(page.url, page.meta.title))
    const excerpt = document.createElement("p")
    excerpt.append(...marked(page.excerpt))
    item.append(heading, excerpt)
    const within = page.sub_results
        .filter(place => place.url.includes("#"))
        .sort((one, other) => other.locations.length - one.locations.length)
        .slice(0, WITHIN)
    if (within.length) {
        const places = document.createElement("ul")
        places.setAttribute("role", "list")
        for (const place of within) {
            const each = document.createElement("li")
            each.append(link(place.url, place.title))
            places.append(each)
        }
        item.append(places)
    }
    return item
}

function link(url, text) {
    const made = document.createElement("a")
    made.href = url
    made.textContent = text
    return made
}

/**
 * Pagefind's excerpt as nodes: between <mark> and </mark> is a word that was found, all else is text.
 * Signs at the end of the word are not marked, and dots show where a sentence goes on.
 */
function marked(excerpt) {
    const nodes = excerpt.split(/<\/?mark>/).flatMap((part, number) => {
        const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
        if (number % 2 === 0) return [text]
        const [, word, signs] = text.match(/^(.*?)([^\p{L}\p{N}]*)$/su)
        const mark = document.createElement("mark")
        mark.textContent = word
        return [mark, signs]
    })
    const words = excerpt.replaceAll(/<\/?mark>/g, "").trim()
    return [/^\p{Ll}/u.test(words) ? "… " : "", ...nodes, /[.?!…”"]$/.test(words) ? "" : " …"]
}

/** The arrow keys lead from the field through the results and back; Escape empties the field. */
function walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const places = [field, ...list.querySelectorAll("a")]
    const here = places.indexOf(document.activeElement)
    if (here < 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (step && places[here + step]) {
        event.preventDefault()
        places[here + step].focus()
    } else if (event.key === "Escape" && field.value) {
        event.preventDefault()
        field.value = ""
        field.focus()
        search()
    }
}

/** Without an index there is no field: the list below holds everything. */
function unavailable() {
    form.remove()
    show([], say.unavailable)
}
