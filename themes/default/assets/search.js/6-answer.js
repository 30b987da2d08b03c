// What is the same in the dialog and on the results page: when to ask, what to keep of the answers, how to show a hit.

const queryOf = (text) => (text ?? "").slice(0, LONGEST_QUERY).trim();
const queryInAddress = () => queryOf(new URLSearchParams(location.search).get("q"));

/**
 * Asks the page's language at once, and the others later unless it has `enough`.
 * `show` never gets an answer behind a newer question.
 */
const asking = (show) => {
  let last = 0, typed = 0;
  return async (question) => {
    const turn = ++last;
    const isOld = () => turn !== last;
    const answers = [];
    if (!question.query) return show(question, answers, true);
    // Texts are not loaded for what is only on the way to the next letter, also when that takes its time.
    const gap = Date.now() - typed;
    typed += gap;
    const pause = question.isTyping ? Math.max(question.query[1] ? 120 : 400, gap < 800 && gap * 1.4) : 0;
    const paused = new Promise((resolve) => { setTimeout(resolve, pause); });
    for (const { tag } of languages) {
      const answer = await answerIn(tag, question, answers, paused, isOld);
      if (isOld()) return;
      answers.push(answer);
      // The others may take their time.
      const isLast = answers.length === languages.length || answer.hits.length >= question.enough;
      show(question, answers, isLast);
      if (isLast) return;
    }
  };
};

const answerIn = async (tag, { query, chosen, tags, limit, wantsCounts }, before, paused, isOld) => {
  const answer = { tag, query, found: { hits: [], total: 0, words: [], missing: [] }, hits: [] };
  try {
    const index = indexIn(tag);
    const wanted = limit(tag);
    const found = await index.find(query, { chosen, wanted, wantsCounts, isOld });
    await paused;
    if (!found || isOld()) return answer;
    const read = await index.read(found.hits.slice(0, wanted));
    const hits = read.map((hit, i) => ({ ...hit, other: found.others[i] }));
    // Beside the languages that are asked for, another one shows neither what it has from them nor what they have from it.
    const asked = tags.includes(tag) ? [] : before.filter((other) => tags.includes(other.tag));
    const known = new Set(asked.flatMap((other) => other.hits.map((hit) => pathOf(other.tag, hit))));
    const isNew = (hit) => !known.has(pathOf(tag, hit)) && !asked.some((other) => other.tag === hit.lang);
    return { ...answer, found, hits: hits.filter(isNew) };
  } catch {
    return { ...answer, failed: true };
  }
};

const pathOf = (tag, { href }) => (href.startsWith(`${tag}/`) ? href.slice(tag.length + 1) : href);

/** Calls `update` with a field that was typed in, but not while an input method puts characters together. */
const onTyping = (selector, update) => {
  let isComposing = false;
  const isField = ({ target }) => target.matches?.(selector);
  document.addEventListener("compositionstart", (event) => { isComposing ||= isField(event); });
  document.addEventListener("compositionend", (event) => {
    isComposing = false;
    if (isField(event)) update(event.target);
  });
  document.addEventListener("input", (event) => {
    if (isField(event) && !isComposing && !event.isComposing) update(event.target);
  });
};

const make = (name, attributes = {}, ...children) => {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== "") node.setAttribute(key, value);
  if (attributes.lang) node.dir = "auto";
  node.append(...children);
  return node;
};

/** An element with a text in which the matches are marked. */
const marked = (node, text, { found }) => {
  let end = 0;
  for (const [from, to] of markRanges(text, found.words)) {
    node.append(text.slice(end, from), make("mark", {}, text.slice(from, to)));
    end = to;
  }
  node.append(text.slice(end));
  return node;
};

const excerptOf = (hit, answer, length) => {
  // A Chinese character says as much as two or three letters, and is twice as wide.
  const room = /[\u2e80-\ud7ff]/.test(hit.excerpt) ? length / 2 : length;
  return marked(make("span", { class: "excerpt" }), excerptWindow(hit.excerpt, answer.found.words, room), answer);
};

/** That a hit has another name for what was asked. */
const otherName = ({ other }) => make("small", { class: "quiet", lang: locale }, other ? fill(ui.otherName, { query: other }) : "");

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** "500+" where common words were not looked through to the end. */
const amount = (number, answers) => number.toLocaleString(locale) + (answers.some(({ found }) => found.more) ? "+" : "");

/** The form of a string that goes with a number, and the number in it. */
const counted = (string, number, answers) => {
  const forms = JSON.parse(string);
  return fill(forms[new Intl.PluralRules(forms.locale).select(number)] ?? forms.other, { n: amount(number, answers) });
};

/** "12 results", or what else there is to say. */
const countText = (query, answers, total) => {
  if (answers[0]?.failed) return ui.failed;
  const words = answers[0].found.missing.join(", ");
  const elsewhere = answers.some(({ hits }) => hits.length) ? ui.elsewhere : ui.none;
  const count = total ? counted(ui.many, total, answers) : fill(elsewhere, { query });
  return count + (words && " " + fill(ui.missing, { words }));
};

/** Says a text in a live region, once things have calmed down. */
const speaker = (region) => {
  let timer;
  return (text) => {
    clearTimeout(timer);
    region.textContent = "";
    if (text) timer = setTimeout(() => { region.textContent = text; }, 700);
  };
};

/** The label of an id in a dimension. */
const labelOf = (values, id) => values?.find(([known]) => known === id)?.[1] ?? id;
