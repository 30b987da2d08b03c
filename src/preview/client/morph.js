// Morph. Elements meet by id anywhere on the page, otherwise among siblings: first those with the same text, then
// the most similar. Elements that kept their order stay where they are; text and comments meet between those.

/** Below this share of common words, two elements are different things. */
const ALIKE = 0.4;
/** More pairs than this are not compared; they meet in order. */
const MOST_PAIRS = 4_000;
/** What holds something of the reader's is not given to another thing for want of a better one. */
const HAS_STATE = "details, dialog, input, textarea, select, option, video, audio, iframe, form";

const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;

const morphAttributes = (live, wanted) => {
  for (const { namespaceURI, name, localName, value } of [...wanted.attributes]) {
    if (live.getAttributeNS(namespaceURI, localName) !== value && !isKept(live, name)) live.setAttributeNS(namespaceURI, name, value);
  }
  for (const { namespaceURI, name, localName } of [...live.attributes]) {
    if (!wanted.hasAttributeNS(namespaceURI, localName) && !isKept(live, name)) live.removeAttributeNS(namespaceURI, localName);
  }
};

/** What readers opened stays open, what they closed closed. */
const isKept = (live, name) => name === "open" && (live.localName === "details" || live.localName === "dialog");

/** Replaces only what differs, so that a selection in the rest of the text stays. */
const morphText = (live, wanted) => {
  const [before, after] = [live.data, wanted.data];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (before !== after) live.replaceData(start, before.length - start - end, after.slice(start, after.length - end));
};

/** How this page becomes `page`; `sheets` holds the style sheets of `page` that this one has already. */
const morphing = (page, sheets = new Map()) => {
  const wantedIds = new Set([...page.querySelectorAll("[id]")].map((node) => node.id));
  const liveById = new Map();
  for (const node of document.querySelectorAll("[id]")) if (!liveById.has(node.id)) liveById.set(node.id, node);

  const morph = (live, wanted) => {
    if (live.isEqualNode(wanted)) return;
    if (!isElement(live)) return morphText(live, wanted);
    morphAttributes(live, wanted);
    morphChildren(live, wanted);
  };

  const morphChildren = (live, wanted) => {
    // Where scripts run, the content of `noscript` is text; in the page that was fetched it is elements.
    if (live.localName === "noscript") return;
    if (live.localName === "template") return morphChildren(live.content, wanted.content);
    const children = [...live.childNodes].filter((node) => !own.has(node));
    const wantedChildren = [...wanted.childNodes];
    const partners = pairElements(live, children.filter(isElement), wantedChildren.filter(isElement));
    const stable = inOrder(children, wantedChildren, partners);
    pairTexts(children, wantedChildren, partners, stable);
    const stay = new Set(partners.values());
    for (const node of children) if (!stay.has(node)) node.remove();
    let next = live.firstChild;
    for (const wantedChild of wantedChildren) {
      const partner = partners.get(wantedChild);
      if (partner && (stable.has(partner) || partner === next)) next = partner.nextSibling;
      else if (partner) move(live, partner, next);
      else live.insertBefore(copy(wantedChild), next);
      if (partner) morph(partner, wantedChild);
    }
  };

  /** Something new, in which what is known by its id is used again. */
  const copy = (wanted) => {
    const node = document.importNode(wanted, !isElement(wanted) || wanted.localName === "template");
    if (isElement(node) && node.localName !== "template") morphChildren(node, wanted);
    return node;
  };

  const pairElements = (parent, live, wanted) => {
    const partners = new Map();
    const pair = (node, partner) => {
      partners.set(node, partner);
      free.delete(partner);
      lonely.delete(node);
    };
    // A sheet is its address: it never becomes another one, because the page would lose its style while that loads.
    const free = new Set(live.filter((node) => !wantedIds.has(node.id) && !isSheet(node)));
    const lonely = new Set(wanted);
    for (const node of wanted) {
      const known = liveById.get(node.id);
      if (sheets.has(node)) {
        pair(node, sheets.get(node));
      } else if (known && known.localName === node.localName && !known.contains(parent)) {
        liveById.delete(node.id);
        pair(node, known);
      }
    }
    const sameText = Map.groupBy(free, keyOf);
    for (const node of [...lonely]) {
      const same = sameText.get(keyOf(node));
      if (same?.length) pair(node, same.shift());
    }
    for (const [node, partner] of mostSimilar([...lonely], [...free])) pair(node, partner);
    for (const node of [...lonely].filter((node) => !node.matches(HAS_STATE))) {
      const partner = [...free].find((candidate) => candidate.localName === node.localName && !candidate.id && !node.id);
      if (partner) pair(node, partner);
    }
    return partners;
  };

  return { morph };
};

const keyOf = (node) => `${node.localName} ${node.textContent.trim() || node.cloneNode(false).outerHTML}`;

/** Pairs of the same element, the most similar first. */
const mostSimilar = (wanted, live) => {
  if (wanted.length * live.length > MOST_PAIRS) return [];
  const [wantedWords, liveWords] = [wanted.map(wordsOf), live.map(wordsOf)];
  const pairs = wanted.flatMap((node, i) => live.map((partner, j) => {
    const score = node.localName === partner.localName ? likeness(wantedWords[i], liveWords[j]) : 0;
    return { node, partner, score };
  }));
  const taken = new Set();
  const chosen = [];
  for (const { node, partner } of pairs.filter(({ score }) => score >= ALIKE).sort((a, b) => b.score - a.score)) {
    if (taken.has(node) || taken.has(partner)) continue;
    taken.add(node).add(partner);
    chosen.push([node, partner]);
  }
  return chosen;
};

const wordsOf = (node) => new Set([...node.attributes].map(({ name, value }) => `${name} ${value}`).concat(node.textContent.split(/\s+/)));

const likeness = (a, b) => {
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return (2 * common) / (a.size + b.size);
};

/** The largest set of partners that follow each other on both sides: the longest increasing subsequence. */
const inOrder = (live, wanted, partners) => {
  const position = new Map(live.map((node, index) => [node, index]));
  const tails = [];
  const previous = new Map();
  for (const node of wanted) {
    const partner = partners.get(node);
    if (!position.has(partner)) continue;
    let [low, high] = [0, tails.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (position.get(tails[middle]) < position.get(partner)) low = middle + 1;
      else high = middle;
    }
    previous.set(partner, tails[low - 1]);
    tails[low] = partner;
  }
  const stable = new Set();
  for (let node = tails.at(-1); node; node = previous.get(node)) stable.add(node);
  return stable;
};

/** Text and comments between two stable elements meet in order. */
const pairTexts = (live, wanted, partners, stable) => {
  const gaps = new Map();
  let after = null;
  for (const node of live) {
    if (stable.has(node)) after = node;
    else if (!isElement(node)) gaps.set(after, [...(gaps.get(after) ?? []), node]);
  }
  after = null;
  for (const node of wanted) {
    const partner = partners.get(node);
    if (stable.has(partner)) after = partner;
    if (isElement(node)) continue;
    const texts = gaps.get(after) ?? [];
    const index = texts.findIndex((text) => text.nodeType === node.nodeType);
    if (index < 0) continue;
    partners.set(node, texts[index]);
    stable.add(texts[index]);
    texts.splice(0, index + 1);
  }
};

/** Moves a node; where the browser can, without taking it out, which would lose focus, selection and scroll. */
const move = (parent, node, before) => {
  if (parent.moveBefore && parent.isConnected && node.isConnected) parent.moveBefore(node, before);
  else parent.insertBefore(node, before);
};
