// The colors of the paper, of the text and of the title.
() => [
    getComputedStyle(document.documentElement).backgroundColor,
    getComputedStyle(document.body).color,
    getComputedStyle(document.querySelector('h1')).color,
]
