// The page that a result led to shows what matched.
const startTarget = async (query) => {
  const SKIPPED = "svg, script, style, .visually-hidden";
  let found = [];

  const show = () => {
    const main = document.querySelector("main");
    if (!main) return;
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
    CSS.highlights?.set("search", new Highlight(...ranges));
    return ranges[0];
  };

  // Here, because the checkers of style sheets do not know the name yet.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("::highlight(search) { background: var(--marker); color: var(--marker-ink); }");
  document.adoptedStyleSheets.push(sheet);
  let first;
  try {
    found = (await indexIn(locale).find(query, { wanted: 1 })).words;
    first = show();
  } catch { /* Without the index nothing is marked. */ }
  const question = first?.startContainer.parentElement.closest("details");
  if (question && !location.hash) {
    question.open = true;
    question.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("candor:updated", show);
};
if (box) {
  const query = queryInAddress();
  if (query && !document.getElementById("search-query")) startTarget(query);
  // What the page of results is made of, which has a script of its own.
  window.candorSearch = {
    DIMENSIONS, speaker, queryOf, onTyping, languages, locale, languageName, labelOf, make,
    marked, addressOf, otherName, excerptOf, countText, amount, asking, prepare, queryInAddress,
  };
}
