// Finds and ranks documents: the same as src/search/rank.rs, by the same operations in the same order.

const MOST_IMPACT = 31;
const CHAIN = 2.5, CONCEPT_NAMED = 2, UNKNOWN_FORM = 0.9, BEGINNING = 0.7, BEGINNING_OF_CHAIN = 0.6, BESIDE_ITSELF = 0.5;
const ONE_EDIT = 0.55, TWO_EDITS = 0.35, SECOND_CHOICE = 0.7, SHORT_NUMBER = 0.4, PART_OF_CHAIN = 0.3, TITLE = 1.5;
const MOST_LONGER_WORDS = 60, MOST_LONGER_CHAINS = 30, MOST_SHARDS = 4, MOST_PAIRS = 400, MOST_MEANT = 6;
const SHORTEST_LISTED = 4, LONGEST_LISTED = 16, LONG_WORD = 8;
const MOST_PIECES = 64, LONGEST_QUERY = 1000;
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

const isPlain = (word) => /^[a-z]*$/.test(word);

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

const piecesOf = async (query, namesIn) => {
  const text = [...query].slice(0, LONGEST_QUERY).join("");
  let found = tokens(text);
  const last = Math.max(...found.map((piece) => piece.end));
  const concepts = conceptsOf(found, await namesIn(found));
  const telling = found.filter((piece) => !stopWords.has(piece.text));
  if (telling.length) found = telling;
  const pairs = found.filter((piece) => piece.kind === "pair");
  const characters = pairs.map(({ text }) => ({ text: [...text][0], kind: "character", beside: pairs.length > 1 && text }));
  found = found.filter((piece) => !piece.text.endsWith(END));
  const pieces = new Map();
  for (const piece of [...concepts, ...found, ...characters]) {
    if (pieces.size < MOST_PIECES && !pieces.has(piece.text)) pieces.set(piece.text, { ...piece, isLast: piece.end === last });
  }
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
      while (all.length < MOST_SHARDS && root.shards[all.at(-1) + 1]?.startsWith(beginning)) all.push(all.at(-1) + 1);
      return all;
    };
    // The terms that go on behind a beginning.
    const longer = async (beginning, numbers, most) => {
      const shards = await Promise.all(numbers.map((number) => files.shard(number)));
      return shards.flatMap(({ terms }, i) => {
        const from = partition(terms, (term) => term.text < beginning);
        const to = from + partition(terms.slice(from), (term) => term.text.startsWith(beginning));
        return terms.slice(from, to).filter(({ text }) => text !== beginning && !text.endsWith(CONCEPT))
          .map((term) => ({ ...place(numbers[i], term), text: term.text }));
      }).slice(0, most);
    };

    // The names that begin with each of some words: stop words have theirs in the root, others in their shards.
    const namesIn = async (pieces) => {
      const words = pieces.filter((piece) => piece.kind !== "chain" && !stopWords.has(piece.text)).map((piece) => piece.text);
      const shards = await Promise.all(words.map((word) => files.shard(homeOf(word))));
      const names = new Map(words.map((word, i) => [word, shards[i].names.get(word)]));
      return (word) => names.get(word) ?? root.names.get(word);
    };

    // What a misspelt word may have meant: first of what is in its shard, where most are, then of all words.
    const meant = async ({ text, isLast }, home, into) => {
      const most = text.length >= LONG_WORD ? 2 : 1;
      const near = (await files.shard(home)).terms.map((term) => term.text).filter(isPlain);
      let candidates = nearWords(text, near, most);
      if (!(candidates[0]?.[0] <= 2)) {
        const from = Math.min(Math.max(text.length - most, SHORTEST_LISTED), LONGEST_LISTED);
        const lengths = root.lengths.filter((length) => length >= from && length <= Math.min(text.length + most, LONGEST_LISTED));
        const lists = await Promise.all(lengths.map((length) => files.words(length)));
        candidates = nearWords(text, lists.flat(), most);
      }
      if (!candidates.length && isLast && text.length > SHORTEST_LISTED) {
        const begins = near.filter((word) => word.length > text.length && distance(text, word.slice(0, text.length), 1) <= 1);
        candidates = begins.slice(0, MOST_LONGER_WORDS).map((word) => [3, word]);
      }
      const best = candidates[0]?.[0];
      for (const [halves, word] of candidates.filter(([halves]) => halves <= best + 1).slice(0, MOST_MEANT)) {
        const weight = (halves <= 3 ? ONE_EDIT : TWO_EDITS) * (halves === best ? 1 : SECOND_CHOICE);
        into.add(await itselfOrForm(homeOf(word), word), weight);
        const pieces = tokens(word);
        for (const concept of conceptsOf(pieces, await namesIn(pieces))) {
          into.add(await term(homeOf(concept.text), concept.text), weight * CONCEPT_NAMED);
        }
      }
    };

    const word = async (piece, home, into) => {
      const { text, isLast } = piece;
      const itself = await term(home, text);
      into.add(itself ?? await otherForm(home, text), itself ? 1 : UNKNOWN_FORM);
      if ((isLast || !into.all.size) && text.length >= 2) {
        for (const found of await longer(text, shardsWith(text, home), MOST_LONGER_WORDS)) {
          into.add(found, BEGINNING * Math.sqrt(text.length / found.text.length) * (itself ? BESIDE_ITSELF : 1));
        }
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
        const group = await longer(text, beside ? [homeOf(beside)] : shardsWith(text, home), MOST_PAIRS);
        return group.length ? [{ group, weight: 1 }] : [];
      }
      if (kind === "word") {
        await word(piece, home, into);
      } else {
        const itself = await term(home, text);
        into.add(itself, { chain: CHAIN, concept: CONCEPT_NAMED, pair: 1 }[kind]);
        if (kind === "chain" && (isLast || !itself)) {
          const weight = CHAIN * (itself ? BESIDE_ITSELF : BEGINNING_OF_CHAIN);
          for (const found of await longer(text, [home], MOST_LONGER_CHAINS)) into.add(found, weight);
        }
      }
      let all = [...into.all.values()];
      const weaken = (factor) => { all = all.map((place) => ({ ...place, weight: place.weight * factor })); };
      if (kind === "word" && text.length <= 2) {
        if (/^[0-9]+$/.test(text)) weaken(SHORT_NUMBER);
        if (hasChain) {
          const itself = await term(home, text);
          all = all.filter((place) => place.key === itself?.key);
          weaken(PART_OF_CHAIN);
        }
      }
      return all.map((place) => ({ group: [place], weight: place.weight }));
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

    const rank = async (matched, isWhole) => {
      const scores = new Map();
      let possible = 0, isAll = true;
      for (const groups of matched) {
        let bestGain = 0;
        const best = new Map();
        for (const { group, weight } of groups) {
          const documents = await documentsOf(group, isWhole);
          isAll &&= documents.isAll;
          const gain = rarity(root.documents, documents.count) * weight;
          if (gain > bestGain) bestGain = gain;
          for (const [document, [impact, title]] of documents.best) {
            const value = gain * (impact / MOST_IMPACT);
            if (value > (best.get(document)?.value ?? -1)) best.set(document, { value, gain, title });
          }
        }
        possible += bestGain;
        for (const [document, { value, gain, title }] of best) {
          let score = scores.get(document);
          if (!score) scores.set(document, score = { value: 0, inTitle: 0, covered: 0, hits: 0, title: 0 });
          score.value += value;
          score.covered += gain;
          if (title) {
            score.inTitle += gain;
            score.hits += 1;
            score.title = title;
          }
        }
      }
      const ranked = [...scores].map(([document, score]) => {
        let total = score.value * Math.sqrt(Math.min(1, score.covered / possible));
        if (score.hits) total += TITLE * score.inTitle * Math.min(1, score.inTitle / possible) * Math.sqrt(Math.min(1, score.hits / score.title));
        return [document, total];
      });
      ranked.sort((a, b) => b[1] - a[1] || a[0] - b[0]);
      return { ranked: ranked.map(([document]) => document), isAll };
    };
    return { matches, rank, namesIn };
  };

  /** Which values each document has, of the dimensions that are asked for. */
  const columnsOf = async (root, names) => {
    const columns = await Promise.all(names.map((name) => files.column(name)));
    return new Map(names.map((name, i) => [name, (document) => columns[i][document].map((code) => root.dimensions[name][code][0])]));
  };

  const answer = async (query, { chosen = {}, wanted, wantsCounts, isOld = () => false }) => {
    const root = await files.root();
    const { matches, rank, namesIn } = search(root);
    const pieces = root.shards.length ? await piecesOf(query, namesIn) : [];
    const hasChain = pieces.some((piece) => piece.kind === "chain");
    const matched = await Promise.all(pieces.map((piece) => matches(piece, hasChain)));
    if (isOld()) return null;
    const narrowed = DIMENSIONS.filter((name) => chosen[name]?.length);
    const columns = await columnsOf(root, wantsCounts ? DIMENSIONS : narrowed);
    const isChosen = (document, except) => narrowed.every((name) =>
      name === except || columns.get(name)(document).some((value) => chosen[name].includes(value)));
    let { ranked, isAll } = await rank(matched, false);
    let hits = ranked.filter((document) => isChosen(document));
    if (!isAll && hits.length < wanted && !isOld()) {
      ({ ranked, isAll } = await rank(matched, true));
      hits = ranked.filter((document) => isChosen(document));
    }
    // How many there would be of each value, if it were the only one of its dimension.
    const counts = wantsCounts && new Map(DIMENSIONS.map((name) => {
      const count = new Map();
      for (const document of ranked) {
        if (isChosen(document, name)) for (const value of columns.get(name)(document)) count.set(value, (count.get(value) ?? 0) + 1);
      }
      return [name, count];
    }));
    const words = new Set();
    for (const [i, { text, kind }] of pieces.entries()) {
      // A character stands for itself alone, and only where nothing says more.
      if (kind === "character") { if (!pieces.some((piece) => piece.kind === "pair")) words.add(text); }
      else for (const { group: [{ shard, postings }] } of matched[i]) {
        for (const term of (await files.shard(shard)).terms) if (term.postings === postings) words.add(term.text);
      }
    }
    return { hits, total: hits.length, more: !isAll, counts, words: [...words] };
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
