// Lines of text that lie over each other, and text that a box around it cuts off.
() => {
    const lines = [], found = [], cut = new Map()
    const cuts = box => {
        const {overflowX, overflowY} = getComputedStyle(box)
        return (overflowX !== 'visible' && box.scrollWidth > box.clientWidth + 1)
            || (['hidden', 'clip'].includes(overflowY) && box.scrollHeight > box.clientHeight + 1)
    }
    // How many of the boxes around an element, itself included, cut off what is in them.
    const cutting = box => {
        if (box === document.body) return 0
        if (!cut.has(box)) cut.set(box, cutting(box.parentElement) + cuts(box))
        return cut.get(box)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (walker.nextNode()) {
        const text = walker.currentNode, parent = text.parentElement
        if (!text.data.trim() || !parent.checkVisibility({contentVisibilityAuto: true})) continue
        if (parent.closest('.visually-hidden, .skip, .table-wrap, script, style')) continue
        const words = text.data.trim().slice(0, 40)
        const range = document.createRange()
        range.selectNodeContents(text)
        for (const box of range.getClientRects())
            if (box.width > 1) lines.push({box, text, words})
        if (cutting(parent)) found.push(`“${words}” is cut off`)
    }
    lines.sort((one, other) => one.box.top - other.box.top)
    for (const [n, {box, text, words}] of lines.entries()) {
        for (let next = n + 1; next < lines.length && lines[next].box.top <= box.bottom; next++) {
            const other = lines[next]
            // The box of a line is higher than its letters; a third of it may lie over the next.
            const deep = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top)
            const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left)
            const limit = Math.min(box.height, other.box.height) / 3
            if (text !== other.text && wide > 2 && deep > limit)
                found.push(`“${words}” lies over “${other.words}”`)
        }
    }
    return found
}
