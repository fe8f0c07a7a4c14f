// Ends when something of the page can be seen.
async () => {
    while (!performance.getEntriesByName('first-contentful-paint').length)
        await new Promise(requestAnimationFrame)
}
