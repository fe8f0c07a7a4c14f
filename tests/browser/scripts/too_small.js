// What is smaller than a finger needs (WCAG 2.2, success criterion 2.5.8: 24 by 24 pixels), other
// than links within a sentence, whose height is the text's.
() => {
    const letters = text => text.replace(/\W+/gu, '')
    const inSentence = each => {
        const around = each.closest('p, li, dd, dt, td, th, h1, h2, h3, figcaption')
        return getComputedStyle(each).display === 'inline' && around
            && letters(around.innerText) !== letters(each.innerText)
    }
    const controls = document.querySelectorAll('a[href], summary, button, input, [tabindex="0"]')
    return [...controls].flatMap(each => {
        const {width, height} = each.getBoundingClientRect()
        const shown = each.checkVisibility({contentVisibilityAuto: true})
            && !each.matches('.skip:not(:focus)')
        const large = width > 23.9 && height > 23.9
        return !shown || large || inSentence(each)
            ? []
            : [`${each.outerHTML.slice(0, 120)} is ${width.toFixed(1)} by ${height.toFixed(1)}`]
    })
}
