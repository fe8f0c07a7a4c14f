// Reads to the end in large steps, so that whatever waits until it is seen has been seen.
async () => {
    for (let y = 0; y < document.body.scrollHeight; y += innerHeight * 3) {
        scrollTo({top: y, behavior: 'instant'})
        await new Promise(requestAnimationFrame)
    }
}
