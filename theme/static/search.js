// The search page, for browsers that run scripts. Without this file the page is a list of
// everything there is; with it, a field appears above the list and finds words in the texts.
// Nothing is stored, and nothing is asked of any other host: Pagefind reads an index that lies
// beside the pages. The words that somebody looks for stand in the field and nowhere else: in no
// address, which a history and a host's log would keep, and in no request.
// Found text is only ever set as text, never as HTML.
//
// What is found is put in order here: Pagefind says which texts have a word and how often, the list
// on this page knows every title and every question, and `search_words.yaml` knows which words mean
// the same. Whoever types words of need is shown whom to call, before and above all of it.

const SITE = new URL("../", import.meta.url) // this file is theme/search.js
const AT_ONCE = 8 // results that are shown before somebody asks for more
const WITHIN = 3 // places that are named within one result
const PAUSE = 180 // milliseconds without a key before the search begins
const LOOKED_AT = 12 // texts of which the whole is fetched, for each word that is looked for
const WEIGHT = { own: 1, alike: 0.8, title: 3, asked: 2, question: 3, text: 1.5, kind: 6, whole: 3 }
const ENOUGH = 0.5 // of what was looked for, by weight, a page has to have
const MEANT = 0.7 // and a page that is there for it counts as having this much

const form = document.querySelector("#search")
const say = form.dataset // what is said here, in the language of the page
const field = form.querySelector("input")
const status = document.querySelector("#search-status")
const list = document.querySelector("#search-results")
const crisis = document.querySelector("#search-crisis")
const ways = document.querySelector("#search-ways")
const more = document.querySelector("#search-more")

// What is `known` of words stands before this file when the site is made (search_index.script).
const COMMON = new Set(normal(known.common).split(" "))
const FILLERS = new Set(normal(known.fillers).split(" "))
const SPELLED = Object.entries(known.spelled).map(pair => pair.map(normal))
const CRISIS = known.crisis.map(phrase => phrase.split(/\s+/).map(piece))
const WRITTEN = new Set(CRISIS.flat().flatMap(one => [...(one.whole ?? [])])) // these are no slips
const [SLIPS, NO_SLIPS] = [known.slips, known.no_slips].map(words => words.split(" "))
// Words by their stems, each with the groups of words that mean the same.
const ALIKE = known.alike.map(group => group.split(", ").map(normal))
const GROUPS = new Map()
ALIKE.forEach((group, number) => {
    for (const words of group) {
        const key = stems(words).join(" ")
        GROUPS.set(key, [...(GROUPS.get(key) ?? []), number])
    }
})
// Which groups lead to a page of a kind.
const LEADS = Object.entries(known.leads).map(([kind, words]) => [
    kind, words.split(", ").map(one => stems(normal(one)).join(" "))
])
const PLACES = new Set(known.places.split(", ").map(one => stems(one).join(" ")))
const LONGEST = 5 // words of one expression

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
    help()
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
    pagefind.catch(() => { pagefind = undefined }) // the next word tries again
    return pagefind
}

/** Shows whom to call as long as the words ask for it, and needs nothing that is not on this page. */
function help() {
    crisis.hidden = !inDanger(field.value)
}

/** Looks for what stands in the field. */
async function search() {
    clearTimeout(timer)
    help()
    const words = field.value.trim()
    const mine = ++newest
    if (!words) return show([], "")
    let found
    try {
        found = await ranked(words, await load())
    } catch {
        found = await ranked(words) // titles and questions stand on this page
        if (mine === newest && !found.length) return crisis.hidden ? unavailable() : show([], "")
    }
    const silent = !found.length && !crisis.hidden // nobody is told then that there is nothing
    if (mine === newest) show(found.slice(0, AT_ONCE), silent ? "" : told(found.length, words), found.slice(AT_ONCE))
}

/**
 * What was looked for, as concepts: {own, alike, kinds}. `own` is the words as they were typed,
 * `alike` what means the same, `kinds` the kinds of page that are there for it.
 */
function concepts(typed) {
    const words = normal(typed).split(" ").filter(Boolean).map(spelledRight)
    const found = []
    const mixed = typed !== typed.toUpperCase()
    for (let at = 0; at < words.length; ) {
        let length = Math.min(LONGEST, words.length - at)
        const key = () => stems(words.slice(at, at + length).join(" ")).join(" ")
        const counts = () => length > 1 ? GROUPS.has(key()) || leadsTo(key()).length : true
        while (!counts()) length--
        const own = words.slice(at, at + length).join(" ")
        const name = mixed && own.length > 1 && typed.split(/\P{L}+/u).includes(own.toUpperCase())
        if (length > 1 || name || !COMMON.has(own)) found.push(concept(own, key()))
        at += length
    }
    // "california board complaint" is about the complaint; a place alone asks whether one may come.
    const isKnown = found.some(one => one.alike.length && !isPlace(one))
    if (isKnown) found.filter(one => isPlace(one)).forEach(one => { one.kinds = [] })
    // Who says "i cant go on" is not looking for a text with these words.
    return found.length || inDanger(typed) ? found : words.map(word => concept(word, stems(word).join(" ")))
}

function isPlace({ own }) {
    return PLACES.has(stems(own).join(" "))
}

/** A long word that nothing here knows, as the word that it is one slip away from: "apointment". */
function spelledRight(word) {
    const short = SPELLED.find(([from, to]) => from === word && !to.includes(" "))
    if (short) return short[1]
    const known = vocabulary()
    if (word.length < 6 || known.has(word) || known.stems.has(stems(word)[0])) return word
    const near = [...known].filter(one => one.length > 5 && one[0] === word[0])
    return near.find(one => oneSlip(one, word)) ?? word
}

/** Every single word of the groups, the titles and the questions, the groups first; and their stems. */
function vocabulary() {
    const lines = [...ALIKE.flat(), ...listed().flatMap(page => [page.title, ...page.questions.map(one => one.text)])]
    const words = new Set([...COMMON, ...lines.flatMap(line => normal(line).split(" "))])
    return Object.assign(words, { stems: new Set(stems([...words].join(" "))) })
}

function concept(own, key) {
    const groups = GROUPS.get(key) ?? []
    const alike = [...new Set(groups.flatMap(number => ALIKE[number]))].filter(word => word !== own)
    return { own, alike, kinds: leadsTo(key) }
}

function leadsTo(key) {
    const names = (GROUPS.get(key) ?? []).flatMap(number => ALIKE[number].map(one => stems(one).join(" ")))
    if (PLACES.has(key)) return ["questions"]
    return LEADS.filter(([, words]) => words.some(word => word === key || names.includes(word)))
        .map(([kind]) => kind)
}

/** Every page that has what was looked for, the best first; `index` is Pagefind's, if it is there. */
async function ranked(typed, index) {
    const wanted = concepts(typed)
    const pages = new Map(listed().map(page => [page.url, page]))
    const texts = index ? await Promise.all(wanted.map(one => inTexts(index, one))) : []
    const together = index && wanted.length > 1 ? await read(index, wanted.map(one => one.own).join(" ")) : []
    for (const { page } of [...texts.flat(), ...together]) {
        const at = place(page.url)
        if (!pages.has(at)) pages.set(at, { url: at, title: page.meta.title, kind: "", questions: [] })
        pages.get(at).page ??= page
    }
    for (const { page } of together) pages.get(place(page.url)).page = page
    const has = texts.map(found => new Map(found.map(one => [place(one.page.url), one.weight])))
    const all = pages.size
    const inAll = new Set(together.map(one => place(one.page.url)))
    // A word that stands on every page says little about which one is meant.
    const weights = wanted.map((one, number) => {
        const count = texts[number]?.count ?? [...pages.values()].filter(page => match(page.title, one)).length
        return Math.log(1 + all / (1 + count))
    })
    // What leads to a kind of page says what somebody wants, however common its words are.
    wanted.forEach((one, number) => {
        if (one.kinds.some(kind => kind !== "first")) weights[number] = Math.max(...weights)
    })
    const whole = weights.reduce((sum, weight) => sum + weight, 0)
    for (const page of pages.values()) {
        let covered = 0
        let isMeant = false
        page.score = 0
        wanted.forEach((one, number) => {
            const title = WEIGHT.title * match(page.title, one)
            const text = WEIGHT.text * (has[number]?.get(page.url) ?? 0)
            const asked = WEIGHT.asked * Math.max(0, ...page.questions.map(each => match(each.text, one)))
            const kind = one.kinds.includes(page.kind) && (page.kind !== "first" || wanted.length === 1)
            if (title || text || asked || kind) covered += weights[number]
            page.score += weights[number] * (title + text + asked)
            if (kind) page.score += WEIGHT.kind * (weights[number] + whole) / 2
            isMeant ||= kind
        })
        page.covered = inAll.has(page.url) ? 1 : Math.max(covered / whole, isMeant ? MEANT : 0)
        const close = page.questions.map(question => [likeness(question.text, wanted, weights), question])
        close.sort((one, other) => other[0] - one[0])
        page.asked = close.filter(([much]) => much > 0.3).map(([, question]) => question)
        // A glossary's word, or a part of a text with its own heading, answers as a question does.
        const headings = (page.page?.sub_results ?? []).map(each => likeness(each.title, wanted, weights))
        page.score += whole * WEIGHT.question * Math.max(close[0]?.[0] ?? 0, 0.8 * Math.max(0, ...headings))
        // "Does it work? An honest reading": what stands before a question mark or a colon is a title.
        const titles = [page.title, ...page.title.split(/[?:]/)]
        page.score += whole * WEIGHT.whole * Math.max(...titles.map(one => likeness(one, wanted, weights)))
        page.score += whole * WEIGHT.whole * Math.max(...titles.map(one => alikeWords(one, typed)))
        page.score *= page.covered
    }
    return [...pages.values()].filter(page => page.covered >= ENOUGH && page.score > 0)
        .sort((one, other) => other.score - one.score)
}

/** The texts that have a concept, as {page, weight}, 1 being the weight of the one that has it most. */
async function inTexts(index, { own, alike }) {
    const looked = [own, ...alike]
    const found = await Promise.all(looked.map(words => read(index, words)))
    const best = new Map()
    found.forEach((texts, number) => {
        for (const { page, score } of texts) {
            const weight = (number ? WEIGHT.alike : WEIGHT.own) * score / texts[0].score
            if (!(best.get(page.url)?.weight >= weight)) best.set(page.url, { page, weight })
        }
    })
    return Object.assign([...best.values()], { count: found[0].count || Math.max(...found.map(one => one.count)) })
}

/** The texts that Pagefind finds, with how much they have of it; the same words are asked for once. */
async function read(index, words) {
    const { results } = await index.search(words)
    const found = results.slice(0, LOOKED_AT)
    const pages = await Promise.all(found.map(result => result.data()))
    const texts = pages.map((page, number) => ({ page, score: found[number].score || 1 }))
    return Object.assign(texts, { count: results.length })
}

/** What the list on this page knows: {url, title, kind, questions}, the front door being of kind "first". */
function listed() {
    return [...document.querySelectorAll(".index li[data-kind]")].map((item, number) => {
        const [first, ...others] = item.querySelectorAll("a")
        const questions = others.map(link => ({ text: link.textContent, url: link.href }))
        const kind = number ? item.dataset.kind : "first"
        return { url: place(first.href), title: first.textContent, kind, questions }
    })
}

/** An address without what comes after the page. */
function place(address) {
    return new URL(address, location.href).href.split("#")[0]
}

/** How well a title or a question has a concept: 1 for the words as typed, less for others alike. */
function match(text, { own, alike }) {
    const there = ` ${stems(normal(text)).join(" ")} `
    const has = words => there.includes(` ${stems(words).join(" ")} `)
    if (has(own) || (own.length > 3 && there.includes(` ${own}`))) return WEIGHT.own
    return alike.some(has) ? WEIGHT.alike : 0
}

/** How much of what was looked for stands in a line, and how much of the line was looked for. */
function likeness(text, wanted, weights) {
    const matches = wanted.map(one => match(text, one))
    const sum = weights.reduce((all, weight) => all + weight, 0)
    const has = matches.reduce((all, one, number) => all + one * weights[number], 0) / sum
    const words = normal(text).split(" ").filter(word => !COMMON.has(word)).length || 1
    return has * has * (0.6 + 0.4 * Math.min(1, matches.filter(Boolean).length / words))
}

/** How much of a title was typed in its own order, common words too: "what is …" asks for a beginning. */
function alikeWords(title, typed) {
    const pairs = text => {
        const words = stems(normal(text))
        return words.slice(1).map((word, number) => `${words[number]} ${word}`)
    }
    const [one, other] = [pairs(title), pairs(typed)]
    if (!one.length || !other.length) return 0
    return one.filter(pair => other.includes(pair)).length / Math.max(one.length, other.length)
}

/** Words as they are compared: small, without accents, apostrophes and signs. */
function normal(text) {
    return text.normalize("NFD").toLowerCase().replaceAll(/[\u0300-\u036f'’‘`´]/g, "")
        .replaceAll(/[^\p{L}\p{N}*]+/gu, " ").trim()
}

/** Each word without the endings that change with the sentence. */
function stems(words) {
    return words.split(" ").map(word =>
        word.length < 4 ? word : word.replace(/(?:ies|ied)$/, "y").replace(/(?:ing|ed|es|s)$/, "").replace(/e$/, "")
    )
}

/**
 * Whether somebody types like one who may be in danger, or near someone who is. Exported for tests;
 * the phrases are explained in search_words.yaml. It rather shows once too often.
 */
export function inDanger(typed) {
    const shown = normal(unhidden(typed)).replaceAll(/(?<!\S)\p{L}(?: \p{L}){2,}(?!\S)/gu, spaced => spaced.replaceAll(" ", ""))
    const typedWords = shown.replaceAll(/(\p{L})\1{2,}/gu, "$1").split(" ")
    let text = ` ${typedWords.map(meant).join(" ")} `
    for (const [from, to] of SPELLED) text = text.replaceAll(` ${from} `, ` ${to} `)
    const words = text.trim().split(" ").map(plainLetters).filter(word => word && !FILLERS.has(word))
    return CRISIS.some(([first, ...others]) =>
        first.alone
            ? fits(others, words, 0) === words.length
            : words.some((_, at) => fits([first, ...others], words, at) >= 0)
    )
}

/** What was typed with letters for the signs in their place: su!cide, r@pe. */
function unhidden(typed) {
    const letters = { "!": "i", "|": "i", "@": "a", $: "s" }
    return typed.replaceAll(/(?<=\p{L})[!|@$](?=\p{L})/gu, sign => letters[sign])
}

/** The word of `slips` that somebody meant who let one letter slip: "hubsand", "wihs"; else the word. */
function meant(word) {
    if (word.length < 4 || WRITTEN.has(word) || SLIPS.includes(word) || NO_SLIPS.includes(word)) return word
    return SLIPS.find(one => one[0] === word[0] && oneSlip(one, word)
        && (one.length > 5 || sorted(one) === sorted(word))) ?? word
}

function sorted(word) {
    return [...word].sort().join("")
}

/** A word in which numbers stand for letters, as some sites make people write: su1cide, k1ll. */
function plainLetters(word) {
    if (!/\p{L}/u.test(word)) return word.replaceAll("*", "")
    return word.replaceAll("1", "i").replaceAll("0", "o").replaceAll("3", "e")
}

/** One piece of a phrase, ready to be compared. */
function piece(written) {
    if (written === "=") return { alone: true }
    if (written === "[0-9]") return { number: true }
    if (/^_+$/.test(written)) return { gap: written === "_" ? 2 : 6 }
    const sign = "!-^".includes(written[0]) ? written[0] : ""
    const words = written.slice(sign.length).split("|").flatMap(word => {
        const [name, ending] = word.match(/^(.*?)([~*]?)$/).slice(1)
        const set = known.sets[name]
        return set ? set.replaceAll(/\s/g, "").split("|").map(one => one + ending) : [word]
    })
    const bare = sort => words.filter(sort).map(word => word.replace(/[~*]+$/, ""))
    return {
        sign,
        whole: new Set(bare(() => true)),
        begun: bare(word => word.endsWith("*")),
        slipped: bare(word => word.endsWith("~") && word.length > 6),
    }
}

/** Where a phrase ends that begins at a word, -1 if it does not begin there. */
function fits(pieces, words, at) {
    if (!pieces.length) return at
    const [{ gap, number, sign }, ...others] = pieces
    if (number) return /^\d+$/.test(words[at] ?? "") ? fits(others, words, at + 1) : -1
    if (gap) {
        for (let skipped = 0; skipped <= gap; skipped++) {
            const end = fits(others, words, at + skipped)
            if (end >= 0) return end
        }
        return -1
    }
    const there = word => word !== undefined && isOne(word, pieces[0])
    if (sign === "!") return there(words[at]) ? -1 : fits(others, words, at)
    if (sign === "-") return there(words[at - 1]) ? -1 : fits(others, words, at)
    if (sign === "^") return words.some(there) ? -1 : fits(others, words, at)
    return there(words[at]) ? fits(others, words, at + 1) : -1
}

/** Whether a typed word is one of a piece's; a star that was typed hides any letter. */
function isOne(word, { whole, begun, slipped }) {
    if (whole.has(word) || begun.some(one => word.startsWith(one))) return true
    if (slipped.some(one => one[0] === word[0] && oneSlip(one, word))) return true
    const shown = [...word]
    return word.includes("*") && [...whole].some(one => one.length === word.length
        && shown.every((letter, number) => letter === "*" || letter === one[number]))
}

/** Whether two words differ by one letter: another, one more, one less, or two that changed places. */
function oneSlip(one, other) {
    if (Math.abs(one.length - other.length) > 1) return false
    let at = 0
    while (at < one.length && one[at] === other[at]) at++
    const [left, right] = [one.slice(at), other.slice(at)]
    return left.slice(1) === right.slice(1) || left.slice(1) === right || left === right.slice(1)
        || (left[0] === right[1] && left[1] === right[0] && left.slice(2) === right.slice(2))
}

/** Puts results in place of the former ones; `rest` are those that can be asked for. */
function show(pages, words, rest = []) {
    status.textContent = words
    list.replaceChildren(...pages.map(entry))
    list.hidden = pages.length === 0
    if (ways) ways.hidden = pages.length > 0 || !words
    offer(rest)
}

function offer(rest) {
    more.hidden = rest.length === 0
    more.textContent = filled(say.more, { number: Math.min(AT_ONCE, rest.length) })
    more.onclick = () => {
        const entries = rest.slice(0, AT_ONCE).map(entry)
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
function entry({ url, title, page, asked = [] }) {
    const item = document.createElement("li")
    const heading = document.createElement("h2")
    heading.append(link(url, page?.meta.title ?? title))
    item.append(heading)
    if (page) {
        const excerpt = document.createElement("p")
        excerpt.append(...marked(page.excerpt))
        item.append(excerpt)
    }
    const places = (page?.sub_results ?? [])
        .filter(place => place.url.includes("#"))
        .sort((one, other) => other.locations.length - one.locations.length)
        .map(place => [new URL(place.url, location.href).href, place.title])
    const within = new Map([...asked.map(question => [question.url, question.text]), ...places])
    if (within.size) {
        const links = document.createElement("ul")
        links.setAttribute("role", "list")
        for (const [to, text] of [...within].slice(0, WITHIN)) {
            const each = document.createElement("li")
            each.append(link(to, text))
            links.append(each)
        }
        item.append(links)
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

/** Without an index, and with no title or question that has the words, the list below is the way. */
function unavailable() {
    show([], say.unavailable)
}
