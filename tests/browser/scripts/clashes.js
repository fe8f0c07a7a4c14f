// Lines of text that lie over each other, and text that a box around it cuts off.
() => {
    const lines = [], found = []
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
        for (let around = parent; around !== document.body; around = around.parentElement) {
            const {overflowX, overflowY} = getComputedStyle(around)
            const cutRight = overflowX !== 'visible' && around.scrollWidth > around.clientWidth + 1
            const cutBelow = ['hidden', 'clip'].includes(overflowY)
                && around.scrollHeight > around.clientHeight + 1
            if (cutRight || cutBelow) found.push(`“${words}” is cut off`)
        }
    }
    lines.sort((one, other) => one.box.top - other.box.top)
    for (const [n, {box, text, words}] of lines.entries()) {
        for (const other of lines.slice(n + 1)) {
            if (other.box.top > box.bottom) break
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
