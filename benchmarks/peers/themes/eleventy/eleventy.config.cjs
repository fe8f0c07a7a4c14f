// The text of an article is Markdown and nothing else, so no template engine reads it first.
module.exports = function (config) {
  config.addPassthroughCopy({ "style.css": "style.css" });
  config.amendLibrary("md", (markdown) => markdown.set({ typographer: true }));
  config.addFilter("day", (date) => date.toISOString().slice(0, 10));
  return { dir: { input: "src", output: "output" }, markdownTemplateEngine: false };
};
