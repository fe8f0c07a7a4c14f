// The widest setting of text that must do no harm (WCAG 2.2, success criterion 1.4.12), as a sheet
// made by script, which the policy of the pages allows.
() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`
        * {
            line-height: 1.5 !important;
            letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important;
        }
        p { margin-block-end: 2em !important; }
    `)
    document.adoptedStyleSheets = [sheet]
}
