// Shows what of a text matched a query.

/** The runs of a text that are words, and its characters without spaces between words: `{ text, start, end }`. */
const runsOf = (text) => {
  const runs = [];
  let at = 0;
  for (const c of text) {
    const folded = fold(c);
    const own = classOf([...folded][0]);
    const last = runs.at(-1);
    if (own !== SEPARATOR) {
      const joins = own < UNSPACED && last?.end === at && last.own === own;
      if (joins) {
        last.text += folded;
        last.end += c.length;
      } else {
        runs.push({ text: folded, own, start: at, end: at + c.length });
      }
    }
    at += c.length;
  }
  return runs;
};

/** Where words of the index or of the query itself stand in a text, as `[start, end]` in UTF-16 units. */
const markRanges = (text, words, query) => {
  const exact = new Set(words);
  const asked = tokens(query).filter((piece) => piece.kind === "word" && !stopWords.has(piece.text)).map((piece) => piece.text);
  const pairs = tokens(query).filter((piece) => piece.kind === "pair").map((piece) => piece.text);
  for (const piece of [...asked, ...pairs]) exact.add(piece);
  // A page knows no index: forms of a word are told by their beginnings.
  const isForm = (word) => asked.some((other) => {
    const shared = Math.min(word.length, other.length);
    return shared >= 4 && Math.abs(word.length - other.length) <= 4 && word.slice(0, shared) === other.slice(0, shared);
  });
  const runs = runsOf(text);
  const marked = runs.map((run, i) => {
    const next = runs[i + 1];
    if (run.own >= UNSPACED) {
      const pair = next?.start === run.end && exact.has(run.text + next.text);
      const before = runs[i - 1];
      return pair || (before?.end === run.start && exact.has(before.text + run.text)) || (exact.has(run.text) && !pairs.some((p) => p[1] !== END));
    }
    return exact.has(run.text) || (run.text.length > 3 && isForm(run.text));
  });
  // A number of one or two digits says something only beside another word: the 2 of "SOC 2".
  const isWeak = (i) => runs[i].own === DIGIT && runs[i].text.length <= 2;
  const isBeside = (i, j) => marked[j] && !isWeak(j) && Math.abs(runs[Math.max(i, j)].start - runs[Math.min(i, j)].end) <= 1;
  const ranges = [];
  runs.forEach((run, i) => {
    if (!marked[i] || (isWeak(i) && asked.length > 1 && !isBeside(i, i - 1) && !isBeside(i, i + 1))) return;
    const last = ranges.at(-1);
    if (last && last[1] === run.start) last[1] = run.end; else ranges.push([run.start, run.end]);
  });
  return ranges;
};

/** The part of a text of about so many characters in which most different matches stand. */
const excerptWindow = (text, words, query, length) => {
  if (text.length <= length) return text;
  const ranges = markRanges(text, words, query);
  let best = 0, most = 0;
  for (const [start] of ranges) {
    const from = Math.max(0, start - Math.floor(length / 5));
    const inside = ranges.filter(([a, b]) => a >= from && b <= from + length).map(([a, b]) => fold(text.slice(a, b)));
    if (new Set(inside).size > most) {
      most = new Set(inside).size;
      best = from;
    }
  }
  let from = Math.min(best, text.length - length), to = from + length;
  // Whole words, unless there are none near.
  const space = text.lastIndexOf(" ", from);
  if (from > 0 && from - space < 20) from = space + 1;
  const behind = text.lastIndexOf(" ", to);
  if (to < text.length && to - behind < 20) to = behind;
  return (from > 0 ? "…" : "") + text.slice(from, to).trim() + (to < text.length ? "…" : "");
};
