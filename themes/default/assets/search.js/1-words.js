// Cuts text into the pieces that are searched for, by the rules by which the index was made
// (src/search/token.rs and character.rs; a test holds both to the same pieces).

const SEPARATOR = 0, LETTER = 1, DIGIT = 2, UNSPACED = 3, HANGUL = 4;
const END = "$";
const LONGEST_WORD = 60;
const LONGEST_CHAIN = 6;
const LONGEST_BEFORE_NUMBER = 6;

// What indexes say of characters, so that the browser's version of Unicode does not matter for them.
const foldings = new Map();
const separators = new Set();
const stopWords = new Set();

const between = (code, ...ranges) => ranges.some(([from, to]) => code >= from && code <= to);

const classOf = (c) => {
  const code = c?.codePointAt(0) ?? 0;
  if (code < 128) return between(code, [97, 122]) ? LETTER : between(code, [48, 57]) ? DIGIT : SEPARATOR;
  if (between(code, [0xe00, 0xeff], [0x3041, 0x30ff], [0x31f0, 0x31ff], [0x3400, 0x9fff], [0xf900, 0xfaff], [0x20000, 0x323af])) return UNSPACED;
  if (between(code, [0xac00, 0xd7a3])) return HANGUL;
  return !separators.has(c) && (foldings.has(c) || /[\p{Alphabetic}\p{N}]/u.test(c)) ? LETTER : SEPARATOR;
};

const foldOne = (c) => c < "\x80" ? c.toLowerCase()
  : foldings.get(c) ?? (classOf(c) >= UNSPACED ? c : c.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").normalize("NFC"));
const fold = (text) => [...text.normalize("NFKC")].map(foldOne).join("");

const isApostrophe = (c) => c === "'" || c === "\u2019";

/** The pieces of a text in order, each `{ text, kind, end }`; a chain of words, as ids are, behind its words. */
const tokens = (text) => {
  const all = [...fold(text)];
  const found = [];
  let chain = [];
  const add = (piece, kind, end) => {
    if (piece && [...piece].length <= LONGEST_WORD) found.push({ text: piece, kind, end });
  };
  const addTogether = (words, joint, kind) => {
    if (words.length > 1 && words.length <= LONGEST_CHAIN) add(words.map((word) => word.text).join(joint), kind, words.at(-1).end);
  };
  const hasNumber = (words) => words.some((word) => word.own === DIGIT);
  const endChain = () => {
    const between = (i) => all.slice(chain[i].end, chain[i + 1].start).join("");
    if (!hasNumber(chain) && chain.slice(1).every((_, i) => between(i) === "-")) addTogether(chain, "", "joint");
    // A chain that begins with a word that is rarely part of one: "AT 2".
    const isRare = chain.length > 1 && between(0) === " " && stopWords.has(chain[0].text);
    const usual = isRare ? chain.slice(1) : chain;
    if (hasNumber(usual)) addTogether(usual, ".", "chain");
    if (isRare && hasNumber(chain)) addTogether(chain, ".", "rare");
    chain = [];
  };
  // Whether the words before and behind a separator may belong to one id.
  const joins = (at) => {
    const last = chain.at(-1);
    if (!last) return false;
    const c = all[at], next = classOf(all[at + 1]);
    if ("-._/(:".includes(c)) return next === LETTER || next === DIGIT;
    if (c === " ") {
      return next === DIGIT && last.own === LETTER && [...last.text].length <= LONGEST_BEFORE_NUMBER;
    }
    if (c === ")") return ["(", ".", "-"].includes(all[at + 1]);
    return isApostrophe(c);
  };
  for (let at = 0; at < all.length;) {
    const own = classOf(all[at]);
    if (own === SEPARATOR) {
      if (!joins(at)) endChain();
      at += 1;
      continue;
    }
    let end = at;
    while (end < all.length && (classOf(all[end]) === own
      || (own === LETTER && isApostrophe(all[end]) && classOf(all[end + 1]) === LETTER))) end += 1;
    const run = all.slice(at, end);
    if (own === LETTER || own === DIGIT) {
      if (run.length > 1 && run.at(-1) === "s" && isApostrophe(run.at(-2))) run.splice(-2);
      const word = run.filter((c) => !isApostrophe(c)).join("");
      chain.push({ text: word, own, start: at, end });
      add(word, "word", end);
    } else {
      endChain();
      if (own === HANGUL && run.length <= 2) add(run.join(""), "word", end);
      else run.forEach((c, i) => add(c + (run[i + 1] ?? END), "pair", at + i + 1));
    }
    at = end;
  }
  endChain();
  return found;
};

/** A word as names are compared: without the ending of English that says that there are many. */
const singular = (word) => (word.length < 4 || stopWords.has(word) || !/^[a-z]+$/.test(word) ? word
  : word.replace(/ies$/, "y").replace(/(ch|sh|ss|x)es$/, "$1").replace(/([^sui])s$/, "$1"));

const isOfText = ({ kind }) => kind === "word" || kind === "pair";

/** The things with several names that some pieces name: the longest name from the left, and on behind it. */
const conceptsOf = (pieces, namesOf) => {
  const words = pieces.filter(isOfText);
  const found = [];
  for (let at = 0; at < words.length;) {
    const isHere = (name) => name.words.every((word, i) => words[at + i] && singular(words[at + i].text) === word);
    const here = namesOf(singular(words[at].text))?.find(isHere);
    const own = words.slice(at, at + (here?.words.length ?? 1));
    at += own.length;
    if (here) found.push({ text: here.concept, kind: "concept", end: own.at(-1).end, ends: own.map(({ end }) => end) });
  }
  return found;
};
