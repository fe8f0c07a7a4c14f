// The words of other languages are not served, so the editor is to ask for none.
for (const [name, value] of [["language", "en-US"], ["languages", ["en-US"]]]) {
  Object.defineProperty(navigator, name, { value });
}
const { default: CMS } = await import("./sveltia/index.js");
CMS.init();
