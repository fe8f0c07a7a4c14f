// What stays in place while the page scrolls and leaves too little room to read.
() => [...document.querySelectorAll('body *')]
    .filter(each => ['fixed', 'sticky'].includes(getComputedStyle(each).position))
    .filter(each => each.getBoundingClientRect().height > innerHeight / 3)
    .map(each => each.outerHTML.slice(0, 90))
