// What axe finds: each rule, where, and why. What axe cannot decide counts as found too, but for two
// things: the color behind a cell that is scrolled out of its frame, as it is the color of the cells
// beside it, and the color behind text in a drawing, which drawn_contrast.js looks at.
async options => {
    const results = await axe.run(document, options)
    const decided = (rule, node) => rule.id.startsWith('color-contrast')
        && document.querySelector(node.target.at(-1)).closest('.table-wrap, svg')
    const open = results.incomplete.map(rule => (
        {...rule, nodes: rule.nodes.filter(node => !decided(rule, node))}
    ))
    return [...results.violations, ...open].flatMap(
        rule => rule.nodes.map(node => [rule.id, node.target, node.failureSummary])
    )
}
