// What reaches further to the side than the window does, outside of the frames that may scroll.
() => {
    const {clientWidth, scrollWidth} = document.scrollingElement
    const wide = [...document.body.querySelectorAll('*')].filter(each => {
        const {left, right, width} = each.getBoundingClientRect()
        return (right > clientWidth + 0.5 || left < -0.5) && width > 1 && each.checkVisibility()
            && !each.parentElement.closest('.table-wrap')
            && getComputedStyle(each).position !== 'absolute'
    })
    const found = wide.map(each => (
        `${each.outerHTML.slice(0, 90)} reaches ${each.getBoundingClientRect().right}`
    ))
    return scrollWidth > clientWidth ? [`the page scrolls to ${scrollWidth}`, ...found] : found
}
