// The page that a result led to shows what matched.
const startTarget = async (query) => {
  const SKIPPED = "svg, script, style, .visually-hidden";
  const canHighlight = Boolean(globalThis.Highlight && CSS.highlights && document.adoptedStyleSheets);
  let found = [];

  const show = () => {
    const main = document.querySelector("main");
    if (!main) return;
    for (const mark of main.querySelectorAll("mark[data-search]")) mark.replaceWith(...mark.childNodes);
    main.normalize();
    const ranges = [];
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode() && ranges.length < 1000) {
      const { currentNode: text } = texts;
      if (text.parentElement.closest(SKIPPED)) continue;
      for (const [from, to] of markRanges(text.data, found)) {
        const range = new Range();
        range.setStart(text, from);
        range.setEnd(text, to);
        ranges.push(range);
      }
    }
    if (canHighlight) CSS.highlights.set("search", new Highlight(...ranges));
    else for (const range of ranges.reverse()) range.surroundContents(make("mark", { "data-search": "yes" }));
    return ranges[0];
  };

  if (canHighlight) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("::highlight(search) { background-color: var(--marker); color: var(--marker-ink, var(--ink)); }");
    document.adoptedStyleSheets.push(sheet);
  }
  let first;
  try {
    found = (await indexIn(locale).find(query, { wanted: 1 })).words;
    first = show();
  } catch { /* Without the index nothing is marked. */ }
  const question = first?.startContainer.parentElement.closest("details.question");
  if (question && location.hash.length < 2) {
    question.open = true;
    question.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("candor:updated", show);
};
{
  const query = queryInAddress();
  if (box && query && !document.getElementById("search-query")) startTarget(query);
}
