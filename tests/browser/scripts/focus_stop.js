// Where the focus is: what holds it, how often it was there, and what is wrong with how it shows.
() => {
    const it = document.activeElement
    if (!it || it === document.body) return null
    it.visits = (it.visits ?? 0) + 1
    const wrong = []
    const {outlineStyle, outlineWidth} = getComputedStyle(it)
    if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) wrong.push('no outline')
    const {top, bottom, width, height} = it.getBoundingClientRect()
    const fits = height < innerHeight ? top > -1 && bottom < innerHeight + 1 : top < innerHeight
    if (!fits || width < 1) wrong.push(`out of view: ${top} to ${bottom} of ${innerHeight}`)
    // A frame that scrolls sideways may show a part of a link, but some of it must show.
    const points = [...it.getClientRects()].flatMap(({left, right, top, height}) => (
        [left + 3, right - 3].map(x => [x, top + height / 2])
    ))
    const bare = ([x, y]) => it.contains(document.elementFromPoint(x, y))
    const free = it.closest('.table-wrap') ? points.some(bare) : points.slice(0, 2).every(bare)
    if (!free) wrong.push('covered')
    return {
        classes: it.className,
        rel: it.rel ?? '',
        text: it.innerText.replace(/\s+/g, ' ').trim(),
        html: it.outerHTML.slice(0, 90),
        visits: it.visits,
        wrong,
    }
}
