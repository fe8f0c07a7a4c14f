// Runs before a page does, and notes in `shifts` whatever moves (Layout Instability API).
window.shifts = []
new PerformanceObserver(list => {
    for (const {value, sources} of list.getEntries()) {
        const what = sources.map(({node}) => `${node?.nodeName} ${node?.className ?? ''}`)
        window.shifts.push(`${value.toFixed(4)} ${what.join(', ')}`)
    }
}).observe({type: 'layout-shift', buffered: true})
