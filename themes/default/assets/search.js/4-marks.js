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
      if (own < UNSPACED && last?.end === at && last.own === own) {
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

/** Where some words of the index stand in a text, as `[start, end]` in UTF-16 units. */
const markRanges = (text, words) => {
  const known = new Set(words);
  const runs = runsOf(text);
  const isPair = (a, b) => a?.end === b?.start && known.has(a?.text + b?.text);
  const marked = runs.map((run, i) => known.has(run.text) || (run.own === UNSPACED && (isPair(run, runs[i + 1]) || isPair(runs[i - 1], run))));
  // A number of one or two digits says something only beside another word: the 2 of "SOC 2".
  const isBeside = (i, j) => marked[j] && Math.abs(runs[Math.max(i, j)].start - runs[Math.min(i, j)].end) <= 1;
  const ranges = [];
  runs.forEach((run, i) => {
    const isWeak = run.own === DIGIT && run.text.length <= 2 && words.length > 1;
    if (!marked[i] || (isWeak && !isBeside(i, i - 1) && !isBeside(i, i + 1))) return;
    const last = ranges.at(-1);
    if (last?.[1] === run.start) last[1] = run.end; else ranges.push([run.start, run.end]);
  });
  return ranges;
};

/** A list of facts, those first whose names match. */
const factsInOrder = (text, words) => {
  const matches = (fact) => markRanges(fact.split(/[:：]/)[0], words).length;
  return text.split(" · ").sort((a, b) => matches(b) - matches(a)).join(" · ");
};

/** The part of a text of about so many characters in which most different matches stand. */
const excerptWindow = (text, words, length) => {
  if (text.length <= length) return text;
  text = factsInOrder(text, words);
  const ranges = markRanges(text, words);
  const matchesFrom = (from) => new Set(ranges.filter(([a, b]) => a >= from && b <= from + length).map(([a, b]) => fold(text.slice(a, b)))).size;
  let best = 0;
  for (const [start] of ranges) {
    const from = Math.min(Math.max(0, start - length / 5 | 0), text.length - length);
    if (matchesFrom(from) > matchesFrom(best)) best = from;
  }
  // Whole words, unless there are none near.
  const atSpace = (at) => (text.slice(Math.max(0, at - 20), at).includes(" ") ? text.lastIndexOf(" ", at) : at);
  const from = best && atSpace(best), to = best + length < text.length ? atSpace(best + length) : text.length;
  return (from ? "…" : "") + text.slice(from, to).trim() + (to < text.length ? "…" : "");
};
