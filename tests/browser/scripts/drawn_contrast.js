// Text in a drawing whose contrast with the shape behind it, or with the paper, is below 7 (WCAG 2.2,
// success criterion 1.4.6); large text, of 24 pixels and more, may have 4.5.
() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true})
    const luminance = color => {
        canvas.fillStyle = color
        canvas.fillRect(0, 0, 1, 1)
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(value => {
            const share = value / 255
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const paper = getComputedStyle(document.documentElement).backgroundColor
    const shapes = 'path, rect, circle, ellipse, polygon'
    // The last shape drawn before the text whose fill holds the middle of the text.
    const behind = text => {
        const {x, y, width, height} = text.getBBox()
        const middle = new DOMPoint(x + width / 2, y + height / 2)
            .matrixTransform(text.getScreenCTM())
        const around = [...text.ownerSVGElement.querySelectorAll(shapes)].filter(shape => {
            const before = shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING
            const here = middle.matrixTransform(shape.getScreenCTM()?.inverse())
            return before && !shape.closest('clipPath, mask, marker, defs')
                && getComputedStyle(shape).fill !== 'none' && shape.isPointInFill(here)
        })
        return around.length ? getComputedStyle(around.at(-1)).fill : paper
    }
    return [...document.querySelectorAll('svg text')].flatMap(text => {
        const ink = getComputedStyle(text)
        const both = [luminance(ink.fill), luminance(behind(text))].sort((a, b) => b - a)
        const contrast = (both[0] + 0.05) / (both[1] + 0.05)
        const enough = parseFloat(ink.fontSize) * text.getScreenCTM().a >= 24 ? 4.5 : 7
        return contrast < enough ? [`“${text.textContent.trim()}”: ${contrast.toFixed(2)}`] : []
    })
}
