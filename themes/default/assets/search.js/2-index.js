// Loads the files of an index and reads what is in them. The format is described in src/search/encode.rs.
//
// A file is a script that calls `S`: that works under the strict policy, and from a folder without a server.

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));
const CONCEPT = "\u00a7";

/** The files that were loaded are of different builds of the site. */
class Stale extends Error {}

const folders = new Map();
const policy = window.trustedTypes?.createPolicy("search", {
  createScriptURL: (url) => {
    if ([...folders.keys()].some((folder) => url.startsWith(folder))) return url;
    throw new TypeError(url);
  },
});

window.S = (...file) => folders.get(document.currentScript.dataset.folder)?.(...file);

const inflate = async (text) => {
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return JSON.parse(await new Response(stream).text());
};

/** What a map has for a key, which is made when it has nothing. */
const entryOf = (map, key, first) => map.get(key) ?? map.set(key, first()).get(key);

/** A reader of numbers and digits from the beginning of a text on. */
const reader = (text) => {
  let at = 0;
  const more = () => at < text.length;
  const digit = () => VALUES.get(text[at++]);
  const number = () => {
    let value = 0, unit = 1, part;
    do {
      part = digit();
      value += (part & 31) * unit;
      unit *= 32;
    } while (part & 32);
    return value;
  };
  return { more, digit, number };
};
const numberOf = (text) => reader(text).number();
const numbersOf = (list) => (list ? list.split(".").map(numberOf) : []);

/** The terms of a sorted list in which each says what it shares with the one before, and what stands behind each. */
const readTerms = (text) => {
  let last = "";
  return (text ? text.split(" ") : []).map((item) => {
    const [, rest, sign, behind] = /^.([^=/]*)([=/]?)(.*)$/su.exec(item);
    last = last.slice(0, VALUES.get(item[0])) + rest;
    return { text: last, sign, behind };
  });
};

/** The documents that have a term, with the impact of the term on each and the length of titles that have it. */
const readPostings = (text) => {
  const documents = [], impacts = [], titles = [];
  const from = reader(text);
  for (let document = 0; from.more(); document += 1) {
    document += from.number();
    const digit = from.digit();
    documents.push(document);
    impacts.push(digit & 31);
    titles.push(digit & 32 ? from.digit() : 0);
  }
  return { documents, impacts, titles };
};

/** The names of concepts, by their first words. */
const readNames = (text) => {
  const names = new Map();
  for (const name of text ? text.split(" ") : []) {
    const [words, concept] = name.split(":").map((part, i) => (i ? part + CONCEPT : part.split(",")));
    names.set(words[0], [...names.get(words[0]) ?? [], { words, concept }].sort((a, b) => b.words.length - a.words.length));
  }
  return names;
};

const readShard = (text) => {
  const [list, all, names] = text.split("|");
  const written = all.split(" ");
  const terms = readTerms(list);
  const firsts = [];
  for (const term of terms) {
    term.postings = term.sign === "=" ? firsts.length - 1 - numberOf(term.behind) : firsts.push(term) - 1;
    const first = firsts[term.postings];
    term.stem = term.sign === "/" ? VALUES.get(term.behind) : 0;
    // A first form that is its own stem is that of the forms that go on behind it.
    if (first !== term && !first.stem && term.text.startsWith(first.text)) term.stem = first.text.length;
  }
  // Read when they are asked for: most of a shard never is.
  const read = [];
  const postings = (number) => read[number] ??= (() => {
    const [head, count, tail] = written[number].split("!");
    const found = readPostings(head);
    return { ...found, count: count ? numberOf(count) : found.documents.length, tail };
  })();
  return { terms, postings, names: readNames(names) };
};

/** The files of an index. */
const openFiles = (folder) => {
  folder = new URL(folder, document.baseURI).href;
  let files, loading, root, numbering;
  const forget = () => { files = new Map(); loading = new Map(); root = undefined; };
  forget();
  folders.set(folder, (name, build, content, packed) => {
    if (name === "root") numbering = build;
    files.set(name, build === numbering ? (packed ? inflate(content) : content) : null);
  });

  const load = (name, query) => new Promise((resolve) => {
    const script = document.createElement("script");
    const url = folder + name + ".js" + (query ? "?" + query : "");
    script.src = policy ? policy.createScriptURL(url) : url;
    script.dataset.folder = folder;
    script.onload = script.onerror = () => { script.remove(); resolve(); };
    document.head.append(script);
  });

  const take = async (name, query) => {
    await entryOf(loading, name, () => load(name, query));
    const content = await files.get(name);
    if (content == null) throw new Stale(name);
    return content;
  };

  const openRoot = async (query) => {
    const content = await take("root", query);
    if (content.format !== 2) throw new Stale("root");
    content.stop_words.split(" ").forEach((word) => stopWords.add(word));
    for (const [c, ...folding] of content.letters) foldings.set(c, folding.join(""));
    for (const c of content.separators) separators.add(c);
    const words = (list) => new Set(list.split(" "));
    return { ...content, names: readNames(content.names), suffixes: words(content.suffixes), asking_words: words(content.asking_words), light_words: words(content.light_words) };
  };

  const getRoot = (query) => root ??= openRoot(query);
  const read = new Map();
  const once = async (name, how) => {
    const { epoch } = await getRoot();
    const content = await take(name, epoch);
    if (read.get(name)?.content !== content) read.set(name, { content, value: how(content) });
    return read.get(name).value;
  };
  const fileName = (text) => text.replace(/[^a-z0-9]/gu, (c) => "-" + c.codePointAt(0).toString(16));

  return {
    root: getRoot,
    /** Begins anew, past what the browser keeps: the site has been built again since. */
    renew: () => { forget(); return getRoot(Date.now()); },
    shard: async (number) => once("t-" + fileName((await getRoot()).shards[number]), readShard),
    tail: (name) => once(name, readPostings),
    words: (length) => once("w-" + length, (text) => readTerms(text).map((term) => term.text)),
    variants: () => once("v", (text) => { for (const [t, s] of text.match(/../gu)) foldings.set(t, s); }),
    block: (number) => once("d-" + number, (text) => text.split("\n").map((line) => line.split("\t"))),
    column: (name) => once("f-" + name, (text) => text.split(" ").map(numbersOf)),
  };
};
