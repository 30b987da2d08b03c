// The results page: what it shows is in its address. It is made of what `search.js/` shares.
"use strict";
if (window.candorSearch && document.getElementById("search-query")) (() => {
  const {
    DIMENSIONS, speaker, queryOf, onTyping, languages, locale, languageName, labelOf, make,
    marked, addressOf, otherName, excerptOf, countText, amount, asking, prepare, queryInAddress,
  } = window.candorSearch;

  const STEP = 10;
  const FILTERS = [...DIMENSIONS, "lang"];
  const at = (id) => document.getElementById(`search-${id}`);
  const field = () => at("query");
  const text = at("results").dataset;
  let dimensions = {};
  let state = {};
  let latest;
  const say = speaker(at("status"));

  const read = () => {
    const parameters = new URLSearchParams(location.search);
    const chosenOf = (d) => (dimensions[d] ?? []).map(([id]) => id).filter((id) => parameters.getAll(d).includes(id));
    const chosen = Object.fromEntries(FILTERS.map((d) => [d, chosenOf(d)]));
    state = { query: queryOf(field().value), chosen, limits: { ...history.state?.limits } };
  };

  const write = () => {
    const url = new URL(location.href);
    url.search = new URLSearchParams([...(state.query ? [["q", state.query]] : []), ...FILTERS.flatMap((d) => state.chosen[d].map((id) => [d, id]))]);
    // The page in another language shows the same.
    for (const link of document.querySelectorAll(".site-header a[hreflang]")) link.search = url.search;
    // Some browsers limit how often an address may change.
    try { history.replaceState({ limits: state.limits }, "", url); } catch { /* The next change will say it. */ }
  };

  const limit = (tag) => state.limits[tag] ?? (tag === primary()[0] || state.chosen.lang.length ? STEP : 3);
  const primary = () => (state.chosen.lang.length ? state.chosen.lang : [locale]);

  const metaOf = (hit) => DIMENSIONS.flatMap((d) => hit[d].map((id) => labelOf(dimensions[d], id))).join(" · ");

  const itemOf = (hit, answer) => make("li", { lang: hit.lang },
    make("h3", {}, marked(make("a", { href: addressOf(hit.href, answer.query) }), hit.title, answer)),
    otherName(hit), make("p", {}, excerptOf(hit, answer, 240)), make("p", { class: "row-meta", lang: hit.lang && locale }, metaOf(hit)));

  const sectionOf = (answer, hasHeading) => {
    const section = make("section", { lang: answer.tag === locale ? "" : answer.tag });
    section.append(make("h2", { class: hasHeading ? "" : "visually-hidden" }, hasHeading ? languageName(answer.tag) : text.heading));
    section.append(make("ol", {}, ...answer.hits.map((hit) => itemOf(hit, answer))));
    if (answer.found.more || answer.found.hits.length > limit(answer.tag)) section.append(make("button", { type: "button", "data-more": answer.tag, lang: locale }, text.more));
    return section;
  };

  const show = (question, answers, isLast) => {
    latest = [question, answers];
    const isShown = ({ tag }) => !state.chosen.lang.length || state.chosen.lang.includes(tag);
    const sections = answers.filter((answer) => isShown(answer) && answer.hits.length);
    const total = answers.filter(({ tag }) => primary().includes(tag)).reduce((sum, { found }) => sum + found.total, 0);
    at("found").hidden = !state.query;
    at("browse").hidden = Boolean(state.query && (sections.length || !isLast));
    at("results").replaceChildren(...sections.map((answer) => sectionOf(answer, answer.tag !== locale || state.chosen.lang.length > 1)));
    const count = state.query ? countText(state.query, answers, total) : "";
    if (isLast || total) at("count").textContent = count || text.help;
    if (isLast) say(count);
    showFilters(answers);
  };

  const showFilters = (answers) => {
    for (const dimension of FILTERS) {
      const set = at(`filter-${dimension}`);
      const countIn = ({ tag, found }, id) => {
        if (dimension === "lang") return tag === id ? found.total : 0;
        return (primary().includes(tag) && found.counts?.get(dimension).get(id)) || 0;
      };
      const countOf = (id) => answers.reduce((sum, answer) => sum + countIn(answer, id), 0);
      const isChosen = (id) => state.chosen[dimension].includes(id);
      const values = (dimensions[dimension] ?? []).map(([id, name]) => ({ id, name, count: countOf(id) }));
      const shown = values.filter(({ id, count }) => count || isChosen(id)).sort((a, b) => b.count - a.count);
      // The control that was just used stays where the keyboard is.
      const focus = set.contains(document.activeElement) && document.activeElement.value;
      set.lastElementChild.replaceChildren(...shown.map(({ id, name, count }) => {
        const check = make("input", { type: "checkbox", name: dimension, value: id });
        check.checked = isChosen(id);
        return make("label", { lang: dimension === "lang" && id !== locale ? id : "" }, check, make("span", {}, name), make("span", { class: "quiet" }, amount(count, answers)));
      }));
      set.hidden = shown.length < 2 && !state.chosen[dimension].length;
      if (focus) [...set.querySelectorAll("input")].find(({ value }) => value === focus)?.focus();
    }
    at("filters").hidden = FILTERS.every((dimension) => at(`filter-${dimension}`).hidden);
  };

  const ask = asking(show);
  const update = (isTyping) => {
    say("");
    write();
    const { lang, ...chosen } = state.chosen;
    return ask({ query: state.query, chosen, tags: primary(), isTyping, limit, wantsCounts: true });
  };

  // What is typed before it is known what there is to choose from is read by `start`.
  onTyping("#search-query", ({ value }) => {
    if (!state.chosen) return;
    state.query = queryOf(value);
    state.limits = {};
    update(true);
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.contains(field())) return;
    event.preventDefault();
    if (!state.chosen) return;
    state.query = queryOf(field().value);
    update();
  });
  document.addEventListener("change", ({ target }) => {
    if (!target.closest("#search-filters") || !FILTERS.includes(target.name)) return;
    const others = state.chosen[target.name].filter((id) => id !== target.value);
    state.chosen[target.name] = target.checked ? [...others, target.value] : others;
    state.limits = {};
    update();
  });
  document.addEventListener("click", async ({ target }) => {
    const { more } = target.dataset ?? {};
    if (!more) return;
    const section = [...at("results").children].indexOf(target.parentElement);
    const before = target.parentElement.querySelectorAll("li").length;
    state.limits[more] = limit(more) + STEP;
    await update();
    // The button is gone or further down; go on at the first of what it brought.
    at("results").children[section]?.querySelectorAll("h3 a")[before]?.focus();
  });
  document.addEventListener("candor:updated", () => { if (latest) show(...latest, true); });

  const wide = matchMedia("(min-width: 62rem)");
  const fold = () => { at("filters").open = wide.matches; };
  wide.addEventListener("change", fold);
  fold();

  const begin = async () => {
    const lang = languages.map(({ tag, name }) => [tag, name]);
    dimensions = { ...await prepare(), lang };
    read();
    if (!state.query) state.query = queryOf(field().value);
    update();
  };
  const start = () => {
    const query = queryInAddress();
    field().value = query;
    at("count").textContent = query ? text.loading : text.help;
    at("found").hidden = !query;
    at("browse").hidden = Boolean(query);
    if (query) return begin();
    // Whoever only looks at the page needs no index.
    const events = ["focusin", "input"];
    const wake = () => {
      for (const event of events) field().removeEventListener(event, wake);
      begin();
    };
    for (const event of events) field().addEventListener(event, wake);
  };
  start();
})();
