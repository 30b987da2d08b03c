// Finds and ranks documents: the same as src/search/rank.rs, matching.rs, query.rs, missing.rs and leaning.rs, by the same operations in
// the same order. Numbers without a name have theirs there: a name that is used once weighs more than what it says.

const MOST_LONGER_WORDS = 60;
const SHORTEST_LISTED = 4;
const LONGEST_QUERY = 1000;
const DIMENSIONS = ["kind", "provider", "framework"];

// Our own, because the last bit of `Math.log` differs between machines.
const ln = (number) => {
  let rest = number, twos = 0;
  while (rest >= 1.5) { rest /= 2; twos += 1; }
  while (rest < 0.75) { rest *= 2; twos -= 1; }
  const root = (rest - 1) / (rest + 1);
  let sum = 0, power = root;
  for (let odd = 1; odd < 20; odd += 2) { sum += power / odd; power *= root * root; }
  return 2 * sum + twos * Math.LN2;
};
const rarity = (all, found) => ln(1 + (all - found + 0.5) / (found + 0.5));

/** How many letters have to be put in, left out, changed or swapped; more than `most` when that many do not do. */
const distance = (a, b, most) => {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      let edits = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, before[j - 2] + 1);
      row.push(edits);
    }
    if (row.every((edits) => edits > most)) return most + 1;
    before = last;
    last = row;
  }
  return last[b.length];
};

const isPlain = (word) => /^[a-z]*$/.test(word) && !stopWords.has(word);

/** The words at most so many edits away as `[half edits, word]`, the nearest first. */
const nearWords = (text, words, most) => words
  .map((word) => [distance(text, word, most), word])
  .filter(([edits]) => edits <= most)
  .map(([edits, word]) => [2 * edits + Number(word[0] !== text[0]), word])
  .sort((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));

/** Where a condition that holds for the first of a list ceases to hold. */
const partition = (list, holds) => {
  let from = 0, to = list.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (holds(list[middle])) from = middle + 1; else to = middle;
  }
  return from;
};

/** The shards in which a long query is looked for, of the words that say most as far as their looks tell; all by default. */
const affordable = (found, root, isOfAsking, homeOf) => {
  if (root.documents <= 315) return;
  const homes = [];
  let at = 0;
  for (const { text, kind } of found) {
    if (stopWords.has(text) || text.endsWith(END)) continue;
    at += 1;
    const looks = { chain: -99, word: -text.length, pair: at % 2 }[kind];
    if (looks !== undefined) homes.push([isOfAsking(text, kind), looks, homeOf(text)]);
  }
  homes.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const shards = new Set();
  for (const [, , home] of homes) {
    if (!shards.has(home) && shards.size === 6) return shards;
    shards.add(home);
  }
};

/** The pieces of a query, each `{ text, kind, end, isLast, isTelling, beside, concept, weight }`, by the rules of src/search/query.rs. */
const piecesOf = async (query, root, { homeOf, isLight, isOfAsking, namesIn }) => {
  const found = tokens([...query].slice(0, LONGEST_QUERY).join(""));
  const last = Math.max(...found.map((piece) => piece.end));
  const shards = affordable(found, root, isOfAsking, homeOf);
  const isAffordable = (text) => !shards || shards.has(homeOf(text));
  const concepts = conceptsOf(found, await namesIn(found, isAffordable));
  const hasTelling = found.some((piece) => !stopWords.has(piece.text));
  const all = [];
  const add = ({ text, end }, kind, beside) => {
    const concept = concepts.find(({ ends }) => ends.includes(end))?.text;
    const isPiece = kind !== "character", weight = isOfAsking(text, kind) ? 0.2 : 1;
    all.push({ text, end, kind, beside, concept, isLast: isPiece && end === last, weight, isTelling: isPiece && weight === 1 && !isLight(text, "some") });
  };
  for (const piece of concepts) add(piece, "concept");
  let before;
  for (const piece of found) {
    const { text, kind, end } = piece;
    // Within a longer text the reader's last character is none.
    if (kind === "joint" || (stopWords.has(text) && hasTelling) || text.endsWith(END) || !isAffordable(text)) continue;
    if (before && kind === "word") add({ text: before + text, end }, "joint", before);
    if (isOfText(piece)) before = kind === "word" && /^\p{Alphabetic}/u.test(text) && text;
    add(piece, kind);
  }
  const pairs = found.filter(({ text, kind }) => kind === "pair" && isAffordable(text));
  for (const { text, end } of pairs) add({ text: [...text][0], end }, "character", pairs.length > 1 && text);
  const pieces = new Map();
  for (const piece of all) if (pieces.size < 64 && !pieces.has(piece.text)) pieces.set(piece.text, piece);
  return [...pieces.values()];
};

/** Postings with the greatest weight for which they were added, in the order of the first time. */
const found = () => {
  const all = new Map();
  return {
    all,
    add: (place, weight) => {
      if (place) all.set(place.key, { ...place, weight: Math.max(weight, all.get(place.key)?.weight ?? 0) });
    },
  };
};

/** The index in a folder. */
const openIndex = (folder) => {
  const files = openFiles(folder);

  const search = (root) => {
    const isLight = (text, some) => [...text][some]((c) => root.light_characters.includes(c));
    const isOfAsking = (text, kind) => kind === "word" ? root.asking_words.has(text)
      : kind !== "concept" && ([...text].some((c) => root.asking_characters.includes(c)) || isLight(text, "every"));
    const homeOf = (text) => Math.max(0, partition(root.shards, (first) => first <= text) - 1);
    const place = (shard, { postings }) => ({ key: shard + ":" + postings, shard, postings });
    const term = async (number, text) => {
      const { terms } = await files.shard(number);
      const found = terms[partition(terms, (term) => term.text < text)];
      return found?.text === text ? place(number, found) : undefined;
    };
    // The longest stem that goes on to be the word.
    const otherForm = async (number, text) => {
      let best;
      for (const term of (await files.shard(number)).terms) {
        if (term.stem < 3 || term.stem <= (best?.stem ?? 0) || !text.startsWith(term.text.slice(0, term.stem))) continue;
        if (root.suffixes.has(text.slice(term.stem))) best = term;
      }
      return best && place(number, best);
    };
    const itselfOrForm = async (number, text) => await term(number, text) ?? otherForm(number, text);
    const shardsWith = (beginning, home) => {
      const all = [home];
      while (all.length < 4 && root.shards[all.at(-1) + 1]?.startsWith(beginning)) all.push(all.at(-1) + 1);
      return all;
    };
    // The terms that go on behind a beginning.
    const longer = async (beginning, numbers, most) => {
      const shards = await Promise.all(numbers.map((number) => files.shard(number)));
      return shards.flatMap(({ terms }, i) => {
        const from = partition(terms, (term) => term.text < beginning);
        const to = from + partition(terms.slice(from), (term) => term.text.startsWith(beginning));
        return terms.slice(from, to).filter(({ text }) => text !== beginning && !text.endsWith(CONCEPT) && !stopWords.has(text))
          .map((term) => ({ ...place(numbers[i], term), text: term.text }));
      }).slice(0, most);
    };

    // The names that begin with each of some words: stop words have theirs in the root, others in their shards.
    const namesIn = async (pieces, isAffordable = () => true) => {
      const telling = pieces.filter((piece) => isOfText(piece) && !stopWords.has(piece.text));
      const words = telling.map(({ text }) => singular(text)).filter(isAffordable);
      const shards = await Promise.all(words.map((word) => files.shard(homeOf(word))));
      const names = new Map(words.map((word, i) => [word, shards[i].names.get(word)]));
      return (word) => names.get(word) ?? root.names.get(word);
    };

    /** The words of some lengths. */
    const wordsOf = async (from, to) => {
      const lengths = root.lengths.filter((length) => length >= Math.min(from, 16) && length <= to);
      return (await Promise.all(lengths.map((length) => files.words(length)))).flat();
    };

    // What a misspelt word may have meant: first of what is in its shard, where most are, then of all words.
    const meant = async ({ text, isLast }, home, into) => {
      const most = text.length >= 8 ? 2 : 1;
      const near = (await files.shard(home)).terms.map((term) => term.text).filter(isPlain);
      let candidates = nearWords(text, near, most);
      if (!(candidates[0]?.[0] <= 2)) {
        candidates = nearWords(text, await wordsOf(Math.max(text.length - most, SHORTEST_LISTED), text.length + most), most);
      }
      if (!candidates.length && isLast && text.length > SHORTEST_LISTED) {
        const begins = near.filter((word) => word.length > text.length && distance(text, word.slice(0, text.length), 1) <= 1);
        candidates = begins.slice(0, MOST_LONGER_WORDS).map((word) => [3, word]);
      }
      const best = candidates[0]?.[0];
      for (const [halves, word] of candidates.filter(([halves]) => halves <= best + 1).slice(0, 6)) {
        const weight = (halves <= 3 ? 0.55 : 0.35) * (halves === best ? 1 : 0.7);
        into.add(await itselfOrForm(homeOf(word), word), weight);
        const pieces = tokens(word);
        for (const concept of conceptsOf(pieces, await namesIn(pieces))) {
          into.add(await term(homeOf(concept.text), concept.text), weight * 0.9);
        }
      }
    };

    const word = async (piece, home, into) => {
      const { text, isLast } = piece;
      const itself = await term(home, text);
      into.add(itself ?? await otherForm(home, text), itself ? 1 : 0.9);
      if ((isLast || !into.all.size) && text.length >= 2) {
        for (const found of await longer(text, shardsWith(text, home), MOST_LONGER_WORDS)) {
          into.add(found, 0.7 * Math.sqrt(text.length / found.text.length) * (itself ? 0.5 : 1));
        }
      }
      if (!into.all.size && root.compounds && text.length >= 5 && isPlain(text)) {
        const length = text.length + 3;
        const compounds = (await wordsOf(length, 16)).filter((word) => word.length >= length && word.endsWith(text)).sort();
        for (const word of compounds.slice(0, MOST_LONGER_WORDS)) into.add(await term(homeOf(word), word), 0.6);
      }
      if (!into.all.size && text.length >= SHORTEST_LISTED && isPlain(text)) await meant(piece, home, into);
    };

    /** What a piece matches: groups of postings that count as those of one term, each with its weight. */
    const matches = async (piece, hasChain) => {
      const { text, kind, isLast, beside } = piece;
      const home = homeOf(text);
      const into = found();
      if (kind === "character") {
        // Within a text only in the shards that its pairs need.
        const group = await longer(text, beside ? [homeOf(beside)] : shardsWith(text, home), 400);
        return { all: group.length ? [{ group, weight: 1 }] : [] };
      }
      if (kind === "word") {
        await word(piece, home, into);
      } else {
        // Two words as one ask for no shard that the words do not need.
        const itself = await term(kind === "joint" ? homeOf(beside) : home, text);
        into.add(itself, kind === "chain" || kind === "rare" ? 2.5 : 1);
        if (kind === "chain" && (isLast || !itself)) {
          const weight = 2.5 * (itself ? 0.5 : 0.6);
          for (const found of await longer(text, [home], 30)) into.add(found, weight);
        }
      }
      let all = [...into.all.values()];
      const weaken = (factor) => { all = all.map((place) => ({ ...place, weight: place.weight * factor })); };
      if (kind === "word" && text.length <= 2) {
        if (/^[0-9]+$/.test(text)) weaken(0.4);
        if (hasChain) {
          const itself = await term(home, text);
          all = all.filter((place) => place.key === itself?.key);
          weaken(0.3);
        }
      }
      return { all: all.map((place) => ({ group: [place], weight: place.weight })) };
    };

    /** The documents of some postings together, and how many there are. */
    const documentsOf = async (group, isWhole) => {
      const best = new Map();
      let rest = 0;
      const add = ({ documents, impacts, titles }) => documents.forEach((document, i) => {
        const [impact, title] = best.get(document) ?? [0, 0];
        best.set(document, [Math.max(impact, impacts[i]), Math.max(title, titles[i])]);
      });
      for (const { shard, postings } of group) {
        const all = (await files.shard(shard)).postings(postings);
        const tail = isWhole && all.tail ? await files.tail(all.tail) : readPostings("");
        rest += all.count - all.documents.length - tail.documents.length;
        add(all);
        add(tail);
      }
      return { best, count: best.size + rest, isAll: !rest };
    };

    const greatest = rarity(root.documents, 0);

    /** What of the query stands nowhere, and how much that says: the same as src/search/missing.rs. */
    const missingOf = (asked) => {
      const names = [];
      let lacking = 0, run;
      const isFound = ({ matched }) => matched.all.length;
      const joints = asked.filter((piece) => piece.kind === "joint" && isFound(piece));
      const isNoLoss = ({ text, kind, end }) => stopWords.has(text.split(".")[0]) || kind === "word"
        && (/^[0-9]{1,2}$/.test(text) || root.light_words.has(text) || joints.some((joint) => joint.end === end || joint.beside === text));
      const nowhere = asked.filter((piece) => piece.isTelling && !(isFound(piece) || piece.concept || isNoLoss(piece)));
      const chains = nowhere.filter(({ kind }) => kind === "chain").flatMap(({ text }) => text.split("."));
      for (const { text, kind } of nowhere) {
        if (!["word", "chain"].includes(kind)) continue;
        lacking += greatest;
        if (!chains.includes(text)) names.push(text.replaceAll(".", " "));
      }
      // A character stands somewhere when it stands so beside one of its neighbors.
      const known = new Set(root.light_characters);
      for (const piece of asked) if (piece.kind === "pair" && (isFound(piece) || piece.concept)) for (const c of piece.text) known.add(c);
      for (const { text, kind } of nowhere) {
        if (kind === "pair") for (const c of text) {
          if (known.has(c)) continue;
          lacking += greatest * 0.8;
          names.push(run && text.startsWith(run) && names.at(-1).endsWith(run) ? names.pop() + c : c);
          known.add(run = c);
        }
      }
      return { names, lacking };
    };

    const nothing = () => ({ value: 0, gain: 0, told: 0, inTitle: 0, hits: 0 });

    /** What a group of pieces says of the documents. */
    const count = async (group, isWhole) => {
      const parts = new Map();
      let possible = 0, byWords = 0, words = 0, isAll = true;
      for (const piece of group) {
        // The best match in each document, and the most that one could gain.
        const best = new Map();
        let most = 0;
        for (const { group, weight } of piece.matched.all) {
          const documents = await documentsOf(group, isWhole);
          isAll &&= documents.isAll;
          const gain = rarity(root.documents, documents.count) * weight * piece.weight;
          if (gain > most) most = gain;
          for (const [document, [impact, title]] of documents.best) {
            const value = gain * (impact / 31);
            if (value > (best.get(document)?.value ?? -1)) best.set(document, { value, gain, impact, title });
          }
        }
        const isConcept = piece.kind === "concept";
        if (isConcept) possible = most;
        // What stands nowhere is lacking in a part of a name; alone it is nothing that a document could have.
        else byWords += group[1] && isOfText(piece) && !piece.matched.all.length ? greatest * piece.weight : most;
        words += Number(isOfText(piece));
        for (const [document, { value, gain, impact, title }] of best) {
          const part = entryOf(parts, document, nothing);
          if (isConcept) {
            part.named = impact / 31;
            part.isTitle = title;
          } else {
            part.value += value;
            part.gain += gain;
            if (piece.isTelling) part.told += gain * (title ? 1.3 : 1);
            if (title) {
              part.inTitle += gain;
              part.hits += 1;
            }
          }
          if (title) part.title = title;
        }
      }
      possible = Math.max(possible, byWords);
      for (const part of parts.values()) {
        if (!part.named) continue;
        part.isOther = !part.value;
        part.value = Math.max(part.value, possible * part.named * 0.9);
        part.gain = possible;
        part.told = possible * (part.isTitle ? 1.3 : 1);
        if (part.isTitle) {
          part.inTitle = possible;
          part.hits = Math.max(part.hits + 1, words + 1);
        }
      }
      return { parts, possible, isAll };
    };

    /** The pieces that name a concept together, the concept first; any other alone. */
    const groupsOf = (asked) => {
      const groups = new Map();
      for (const piece of asked) entryOf(groups, piece.concept ?? piece, () => []).push(piece);
      return groups.values();
    };

    const rank = async (asked, { lacking, worths }, isWhole) => {
      const scores = new Map();
      let possible = 0, isAll = true;
      for (const group of groupsOf(asked)) {
        const counted = await count(group, isWhole);
        isAll &&= counted.isAll;
        possible += counted.possible;
        for (const [document, part] of counted.parts) {
          const score = entryOf(scores, document, nothing);
          for (const what of ["value", "gain", "told", "inTitle", "hits"]) score[what] += part[what];
          if (part.hits) score.title = part.title;
          if (part.isOther) score.other ??= group[0].concept;
        }
      }
      const ranked = [...scores].filter(([, { told }]) => told >= lacking * 0.85).map(([document, score]) => {
        let total = score.value * Math.sqrt(Math.min(1, score.gain / possible));
        if (score.hits) total += 1.5 * score.inTitle * Math.min(1, score.inTitle / possible) * Math.sqrt(Math.min(1, score.hits / score.title));
        total *= worths?.[1].find(([from, to]) => document >= from && document < to)?.[2] ?? 1;
        return { document, total, other: score.other };
      });
      ranked.sort((a, b) => b.total - a.total || a.document - b.document);
      return { ranked, isAll };
    };
    return { homeOf, isLight, isOfAsking, matches, missingOf, namesIn, rank };
  };

  /** Which values each document has, of the dimensions that are asked for. */
  const columnsOf = async (root, names) => {
    const columns = await Promise.all(names.map((name) => files.column(name)));
    return new Map(names.map((name, i) => [name, (document) => columns[i][document].map((code) => root.dimensions[name][code][0])]));
  };

  const answer = async (query, { chosen = {}, wanted, wantsCounts, isOld = () => false }) => {
    const root = await files.root();
    const { matches, missingOf, rank, ...engine } = search(root);
    const ask = async () => {
      const pieces = root.shards.length ? await piecesOf(query, root, engine) : [];
      const hasChain = pieces.some((piece) => piece.kind === "chain");
      return Promise.all(pieces.map(async (piece) => ({ ...piece, matched: await matches(piece, hasChain) })));
    };
    let asked = await ask();
    // A character that the index has not may be a traditional one.
    const last = asked.findLast(({ kind }) => kind === "pair");
    if (root.variants && asked.some((piece) => (piece === last || piece.kind === "character") && !piece.matched.all.length)) {
      await files.variants();
      asked = await ask();
    }
    const missing = missingOf(asked);
    // What kinds of record answer this kind of question.
    missing.worths = root.leanings.find(([ways]) => ways.split("|").some((way) => ` ${query.toLowerCase()} `.includes(way)));
    if (isOld()) return null;
    const narrowed = DIMENSIONS.filter((name) => chosen[name]?.length);
    const columns = await columnsOf(root, wantsCounts ? DIMENSIONS : narrowed);
    const isChosen = (document, except) => narrowed.every((name) =>
      name === except || columns.get(name)(document).some((value) => chosen[name].includes(value)));
    let { ranked, isAll } = await rank(asked, missing, false);
    let hits = ranked.filter(({ document }) => isChosen(document));
    if (!isAll && hits.length < wanted && !isOld()) {
      ({ ranked, isAll } = await rank(asked, missing, true));
      hits = ranked.filter(({ document }) => isChosen(document));
    }
    // How many there would be of each value, if it were the only one of its dimension.
    const counts = wantsCounts && new Map(DIMENSIONS.map((name) => {
      const count = new Map();
      for (const { document } of ranked) {
        if (isChosen(document, name)) for (const value of columns.get(name)(document)) count.set(value, (count.get(value) ?? 0) + 1);
      }
      return [name, count];
    }));
    const words = new Set();
    for (const { text, kind, matched } of asked) {
      // A character stands for itself alone, and only where nothing says more.
      if (kind === "character") { if (!asked.some((piece) => piece.kind === "pair")) words.add(text); }
      else for (const { group: [{ shard, postings }] } of matched.all) {
        for (const term of (await files.shard(shard)).terms) if (term.postings === postings) words.add(term.text);
      }
    }
    // The words of the query that name a concept, of which a document has another name only.
    const named = (concept) => {
      const texts = (wanted) => asked.filter((piece) => piece.concept === concept && piece.kind === wanted).map(({ text }) => text);
      return concept && (texts("word").join(" ") || texts("character").join(""));
    };
    return { hits: hits.map(({ document }) => document), others: hits.map(({ other }) => named(other)), total: hits.length, more: !isAll, counts, words: [...words], missing: missing.names };
  };

  // Once more from the beginning when the site was built again while the reader was on it.
  const current = async (what) => {
    try {
      return await what();
    } catch (error) {
      if (!(error instanceof Stale)) throw error;
      await files.renew();
      return what();
    }
  };

  return {
    /** The first so many hits and more, or nothing when the question `isOld` before the answer is there. */
    find: (query, options) => current(() => answer(query, options)),
    read: (numbers) => current(async () => {
      const root = await files.root();
      const blocks = await Promise.all(numbers.map((number) => files.block(Math.floor(number / root.block))));
      return numbers.map((number, i) => {
        const [title, href, excerpt, ...others] = blocks[i][number % root.block];
        const values = DIMENSIONS.map((name, j) => [name, numbersOf(others[j]).map((at) => root.dimensions[name][at][0])]);
        return { title, href, excerpt, lang: others[3], ...Object.fromEntries(values) };
      });
    }),
    dimensions: () => current(async () => (await files.root()).dimensions),
  };
};
