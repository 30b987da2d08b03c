// The dialog on every page: an editable combobox whose options are links.
const startDialog = () => {
  const resultsPage = new URL(ui.page, location.href);
  const [field, list, note, status] = ["input", "[role=listbox]", ".search-note", "[role=status]"].map((s) => box.querySelector(s));
  const help = note.textContent;
  const say = speaker(status);
  const options = () => [...list.querySelectorAll("[role=option]")];
  const active = () => options().find((option) => option.getAttribute("aria-selected") === "true");
  let labels = [];
  let latest;

  const activate = (option) => {
    for (const each of options()) each.setAttribute("aria-selected", each === option);
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };

  const optionOf = (hit, answer) => make("a", { role: "option", tabindex: -1, href: addressOf(hit.href, answer.query), lang: hit.lang },
    marked(make("strong"), hit.title, answer), otherName(hit), excerptOf(hit, answer, 120));

  const groupOf = (name, tag, items) => {
    const label = make("div", { class: "search-group", role: "presentation", id: `search-group-${list.children.length}` }, name);
    list.append(make("div", { role: "group", "aria-labelledby": label.id, lang: tag === locale ? "" : tag }, label, ...items));
  };

  const show = (question, answers, isLast) => {
    const { query } = question;
    const before = active()?.href;
    latest = [question, answers];
    list.replaceChildren();
    const [own, ...others] = answers;
    for (const kind of new Set(own?.hits.map((hit) => hit.kind[0]))) {
      groupOf(labelOf(labels, kind), locale, own.hits.filter((hit) => hit.kind[0] === kind).map((hit) => optionOf(hit, own)));
    }
    if (own && own.found.total > own.hits.length) {
      list.append(make("a", { role: "option", tabindex: -1, class: "search-all", href: addressOf(resultsPage, query) }, counted(ui.all, own.found.total, answers)));
    }
    for (const answer of others) {
      const items = answer.hits.slice(0, 3).map((hit) => optionOf(hit, answer));
      if (items.length) groupOf(languageName(answer.tag), answer.tag, items);
    }
    options().forEach((option, i) => { option.id = `search-option-${i}`; });
    activate(options().find(({ href }) => href === before));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", !list.hidden);
    if (answers.length <= 1) list.scrollTop = 0;
    const text = query ? countText(query, answers, own.found.total) : "";
    note.textContent = !query ? help : own.hits.length || !isLast ? "" : text;
    if (isLast) say(text);
  };

  const ask = asking(show);
  const update = () => {
    say("");
    activate();
    ask({ query: queryOf(field.value), tags: [locale], isTyping: true, enough: 5, limit: () => 5 });
  };

  const open = (text) => {
    if (box.open || document.querySelector("dialog:modal")) return;
    prepare().then(({ kind }) => { labels = kind; });
    box.showModal();
    field.focus();
    if (!text) return field.select();
    field.value = text;
    update();
  };

  onTyping("#search-dialog input", update);
  const outer = "#site-search";
  onTyping(outer, (other) => {
    const text = other.value;
    other.value = "";
    if (text) open(text);
  });
  document.addEventListener("focusin", ({ target }) => { if (target.matches(outer)) prepare(); });
  document.addEventListener("click", (event) => {
    const { target } = event;
    if (target.matches(outer)) {
      // On a touch screen the keyboard would come back with the focus.
      if (matchMedia("(pointer: coarse)").matches) target.blur();
      open();
    } else if (target === box || target.closest("#search-dialog [data-close]")
      || (target.closest("#search-dialog [role=option]") && !(event.ctrlKey || event.metaKey || event.shiftKey))) {
      box.close();
    }
  });
  document.addEventListener("submit", (event) => {
    const other = event.target.querySelector(`${outer}, #search-dialog input`);
    if (!other) return;
    event.preventDefault();
    // A phone's header has the button alone.
    if (!other.getClientRects().length) return open();
    box.close();
    location.href = addressOf(resultsPage, queryOf(other.value));
  });
  field.addEventListener("keydown", (event) => {
    // Some browsers end a composition before they tell of the key that ended it.
    if (event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    const all = options();
    const at = all.indexOf(active());
    const last = all.length - 1;
    // The field itself is a stop on the way round. As long as no option is active, other keys are for the field.
    const next = { ArrowDown: at + 1, ArrowUp: at < 0 ? last : at - 1, ...(at >= 0 && { Home: 0, End: last }) }[event.key];
    if (next !== undefined) activate(all[next]);
    else if (at >= 0 && event.key === "Enter") all[at].click();
    else return;
    event.preventDefault();
  });
  box.addEventListener("close", () => {
    say("");
    activate();
  });
  document.addEventListener("keydown", (event) => {
    const [target] = event.composedPath();
    const isWriting = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    const hasModifier = event.ctrlKey || event.metaKey;
    const isKey = event.key === "/" ? !isWriting && !hasModifier : /^k$/i.test(event.key) && hasModifier && !event.shiftKey;
    if (!isKey || event.altKey || event.isComposing || event.repeat) return;
    event.preventDefault();
    const page = document.getElementById("search-query");
    if (page) page.select();
    else open();
  });
  // A preview has emptied the list.
  document.addEventListener("candor:updated", () => { if (box.open && latest) show(...latest, true); });
};
if (box) startDialog();
