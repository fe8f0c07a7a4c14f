// Clicks each question twice: those that do not open and close, or that move another one with them.
() => {
    const all = [...document.querySelectorAll('details')]
    const states = () => all.map(each => each.open)
    return all.filter(each => {
        const before = states(), summary = each.querySelector('summary')
        summary.click()
        const between = states()
        summary.click()
        const alone = between.every((open, n) => (open !== before[n]) === (all[n] === each))
        return !alone || states().join() !== before.join()
    }).map(each => each.innerText)
}
