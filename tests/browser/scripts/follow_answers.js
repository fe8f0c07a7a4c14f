// Follows a link to each of these answers and goes back, on one page and without loading it anew:
// what a visitor would miss. An answer must be open, in view and marked with its question; after
// the back button the page must stand where it stood, and the mark must be gone.
async ids => {
    const frames = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    const back = () => new Promise(done => {
        addEventListener('popstate', done, {once: true})
        history.back()
    })
    const look = answer => [answer, answer.closest('details')].flatMap(each => {
        const style = getComputedStyle(each)
        return [style.boxShadow, style.backgroundColor, style.outlineStyle, style.borderInlineStart]
    }).join()
    const inView = each => {
        const {top, height} = each.getBoundingClientRect()
        return height > 0 && top >= 0 && top < innerHeight - 40
    }
    const missed = []
    scrollTo(0, 120)
    await frames()
    for (const id of ids) {
        const answer = document.getElementById(id), question = answer.closest('details')
        const plain = look(answer), place = scrollY
        location.hash = `#${id}`
        await frames()
        if (!question.open) missed.push(`${id} stays closed`)
        if (!answer.checkVisibility()) missed.push(`${id} cannot be seen`)
        if (!inView(answer)) missed.push(`${id} is out of view`)
        if (!inView(question.querySelector('summary'))) missed.push(`${id}: its question is out of view`)
        if (look(answer) === plain) missed.push(`${id} looks like the others`)
        await back()
        await frames()
        if (scrollY !== place) missed.push(`${id}: back at ${scrollY}, not at ${place}`)
        if (look(answer) !== plain) missed.push(`${id} stays marked`)
    }
    return missed
}
