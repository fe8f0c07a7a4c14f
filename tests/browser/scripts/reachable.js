// How many things on the page the Tab key must come to.
() => [...document.querySelectorAll('a[href], summary, button, input, [tabindex="0"]')]
    .filter(each => each.checkVisibility({contentVisibilityAuto: true})).length
