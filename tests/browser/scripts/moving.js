// What would move or fade by itself or when it changes.
() => [...document.querySelectorAll('*')].filter(each => [null, '::before', '::after'].some(part => {
    const {animationName, transitionDuration} = getComputedStyle(each, part)
    return animationName !== 'none' || transitionDuration.split(', ').some(parseFloat)
})).map(each => each.outerHTML.slice(0, 80))
