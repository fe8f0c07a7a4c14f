// Does the answer that was meant, or its question with it, look other than those that were not?
it => {
    const look = answer => [answer, answer.closest('details')].flatMap(each => {
        const style = getComputedStyle(each)
        return [style.boxShadow, style.backgroundColor, style.outlineStyle, style.borderInlineStart]
    })
    const others = [...document.querySelectorAll('.answer')].filter(each => each !== it)
    return it.matches(':target') && others.every(other => look(other).join() !== look(it).join())
}
