// What a preview adds to each page: the page follows its sources while they are edited.
//
// 1. Connection: an event stream brings the state of this page, always the whole of it.
// 2. Update: when the state names another version, the page fetches itself and is changed in place.
// 3. Morph: how one tree is changed into another while the nodes that both have stay.
// 4. Edit links, 5. Panel of findings, 6. Notice: what is shown beside the page.
//
// It knows nothing of the theme: a page of plain HTML is served as well. It obeys the strict policy of the pages:
// it parses no strings, and what it shows of findings is text, never markup. The server inserts it; no build has it.
"use strict";
(() => {
  const self = document.currentScript;
  const { token } = self.dataset;
  const FIRST_DELAY = 1_000;
  const LONGEST_DELAY = 10_000;
  const SHEET_TIMEOUT = 5_000;
  const TRIES = 5;
  const SEATS = 4;
  const TURN = 1_000;

  /** The version of the page that is shown. */
  let shown = self.dataset.version;
  /** The last state that arrived. */
  let latest = null;
  /** Whether this address was a page of the site at any time since it was loaded, and not the page for none. */
  let wasPage = performance.getEntriesByType("navigation")[0]?.responseStatus === 200;
  /** Nodes of the preview itself, which no change of the page may touch. */
  const own = new WeakSet();

  const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

  /** An element; children that are strings become text, those that are null nothing. */
  const element = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== null) node.setAttribute(key, value);
    node.append(...children.filter((child) => child !== null));
    return node;
  };

  /** What the tab remembers until it is closed. A browser may forbid it, which costs no more than the memory. */
  const remember = (key, value) => { try { sessionStorage.setItem(`candor:${key}`, JSON.stringify(value)); } catch { /* forbidden */ } };
  const recall = (key) => { try { return JSON.parse(sessionStorage.getItem(`candor:${key}`)); } catch { return null; } };

  // 1 Connection. A browser opens six connections to a host, for all its windows together: a page that nobody sees holds
  // none, and those that are seen have a few seats, which they take in turns when there are more pages than seats.

  let stream = null;
  /** Gives the seat back. */
  let leave = null;
  let isWaiting = false;
  let turn = 0;
  let delay = FIRST_DELAY;
  let retry = 0;

  const connect = async () => {
    if (stream || isWaiting || document.hidden) return;
    clearTimeout(retry);
    isWaiting = true;
    leave = await takeSeat();
    isWaiting = false;
    if (document.hidden) return disconnect();
    stream = new EventSource(`/_candor/events?page=${encodeURIComponent(location.pathname)}&token=${token}`);
    stream.addEventListener("state", (event) => {
      delay = FIRST_DELAY;
      showConnection("");
      turn ||= setInterval(giveWay, TURN);
      receive(JSON.parse(event.data));
    });
    stream.addEventListener("error", () => {
      disconnect();
      if (connections[0].textContent === "") showConnection("preview stopped");
      retryLater();
    });
  };

  const disconnect = () => {
    stream?.close();
    stream = null;
    clearTimeout(retry);
    clearInterval(turn);
    turn = 0;
    leave?.();
    leave = null;
  };

  const takeSeat = async () => {
    // A browser has locks for addresses that it trusts, as it does those of its own machine.
    if (!navigator.locks) return null;
    for (let seat = 0; seat < SEATS; seat += 1) {
      const left = await sit(seat, { ifAvailable: true });
      if (left) return left;
    }
    return sit(Math.floor(Math.random() * SEATS), {});
  };

  /** Takes a seat, and resolves to what gives it back; to null when only a free one was wanted. */
  const sit = (seat, options) => new Promise((resolve) => {
    navigator.locks.request(`candor:${seat}`, options, (lock) => {
      if (lock) return new Promise((left) => { resolve(left); });
      return resolve(null);
    });
  });

  /** Lets another page have the seat. Nothing is missed: whoever comes back is told the whole state. */
  const giveWay = async () => {
    const { pending } = await navigator.locks?.query() ?? { pending: [] };
    if (!stream || !pending.some(({ name }) => name.startsWith("candor:"))) return;
    disconnect();
    connect();
  };

  const retryLater = () => {
    clearTimeout(retry);
    retry = setTimeout(reconnect, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY);
  };

  // The stream does not say why it failed. The page does: no answer, the server is gone; another token, it was started
  // anew and may have another protocol, so everything is loaded again; the same token, it has too many streams.
  const reconnect = async () => {
    const page = await fetchPage();
    if (document.hidden || stream) return;
    if (!page) {
      showConnection("preview stopped");
      return retryLater();
    }
    if (page.script.dataset.token !== token) return reload();
    showConnection("preview waits: too many pages are open");
    connect();
  };

  const receive = (state) => {
    const isFirst = latest === null;
    latest = state;
    tries = 0;
    if (isFirst && state.version === shown) loadedFiles = state.files;
    if (state.moved && state.moved !== location.pathname) return location.replace(state.moved + location.hash);
    wasPage ||= state.version !== null;
    showFindings(state);
    showNotice(wasPage && state.version === null && !state.failed);
    showEditLinks(state.edit);
    update();
  };

  // 2 Update. One request at a time; a state that arrives meanwhile is looked at when the page is there.

  let isUpdating = false;
  let tries = 0;
  /** The files that the page embedded when it was loaded, with the digest of each. */
  let loadedFiles = {};

  const isOutdated = () => latest.version !== null && !latest.failed && latest.version !== shown;

  const update = async () => {
    if (isUpdating) return;
    isUpdating = true;
    try {
      await catchUp();
    } finally {
      isUpdating = false;
    }
  };

  const catchUp = async () => {
    // The page may be older or newer than the state, when the site changes between the two. Whoever is
    // behind catches up soon; that it never does would be a fault of the server, hence the limit.
    while (isOutdated() && tries < TRIES) {
      await pause(100 * tries);
      tries += 1;
      const page = await fetchPage();
      if (!page || page.status !== 200 || page.script.dataset.version === shown) continue;
      if (setup(page.document) !== setup(document)) return reload();
      nameFilesByDigest(page.document);
      const sheets = await loadSheets(page.document);
      try {
        replacePage(page.document, sheets);
      } catch (error) {
        // Half of a page is worse than a page that is loaded anew.
        reportError(error);
        return reload();
      }
      shown = page.script.dataset.version;
    }
  };

  /** This page as it is on the server, or nothing when that gives no answer of its own. */
  const fetchPage = () => new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.setRequestHeader("Cache-Control", "no-store");
    // The one way to parse a page that Trusted Types leave open; its scripts do not run.
    request.responseType = "document";
    request.addEventListener("loadend", () => {
      const script = request.response?.querySelector("script[src^='/_candor/'][data-version]");
      resolve(script ? { document: request.response, status: request.status, script } : null);
    });
    request.send();
  });

  /** What of a page takes effect only when it is loaded: its scripts, and what stands for headers. */
  const setup = (page) => {
    const parts = [...page.querySelectorAll("script[src], meta[http-equiv]")].filter((part) => !isSelf(part));
    return parts.map((part) => (part.localName === "script" ? absolute(part.getAttribute("src")) : `${part.httpEquiv} ${part.content}`)).join("\n");
  };
  const isSelf = (node) => node.localName === "script" && (node.getAttribute("src") ?? "").startsWith("/_candor/");
  const absolute = (address) => URL.parse(address, document.baseURI)?.href ?? address;

  /** Asks for an embedded file under another name when it is not the one that was loaded, for the sake of caches. */
  const nameFilesByDigest = (page) => {
    const [loaded, present] = [loadedFiles, latest.files].map(byPath);
    for (const node of page.querySelectorAll("img[src], source[src], video[src], audio[src], image[href]")) {
      const name = node.hasAttribute("src") ? "src" : "href";
      const address = node.getAttribute(name);
      const path = URL.parse(address, document.baseURI)?.pathname;
      const digest = present.get(path);
      if (digest && digest !== loaded.get(path)) node.setAttribute(name, `${address.split(/[?#]/)[0]}?v=${digest}`);
    }
  };

  /** The digests by the paths as a browser writes them, with everything escaped that it escapes. */
  const byPath = (files) => new Map(Object.entries(files).map(([path, digest]) => [new URL(path, location.origin).pathname, digest]));

  const isSheet = (node) => node.localName === "link" && /\bstylesheet\b/i.test(node.rel) && node.hasAttribute("href");

  /**
   * Loads the style sheets that the page lacks, beside those that it has, and returns which is which.
   * Until the page is replaced they apply to no medium, so that old and new are never mixed and never both missing.
   */
  const loadSheets = async (page) => {
    const present = new Map([...document.querySelectorAll("link")].filter((link) => isSheet(link) && !own.has(link)).map((link) => [link.href, link]));
    const sheets = new Map();
    const loads = [];
    let last = null;
    for (const wanted of [...page.querySelectorAll("link")].filter(isSheet)) {
      const address = absolute(wanted.getAttribute("href"));
      let sheet = present.get(address);
      present.delete(address);
      if (!sheet) {
        sheet = document.importNode(wanted);
        sheet.media = "not all";
        loads.push(Promise.race([settled(sheet), pause(SHEET_TIMEOUT)]));
        if (last) last.after(sheet);
        else document.head.append(sheet);
      }
      sheets.set(wanted, sheet);
      last = sheet;
    }
    await Promise.all(loads);
    return sheets;
  };

  const settled = (link) => new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
  });

  /** Changes the page in one go, so that the browser paints only the old and the new. */
  const replacePage = (page, sheets) => {
    const restoreChoices = keepChoices();
    const restoreView = [keepFocus(), keepSelection(), keepScroll()];
    morphAttributes(document.documentElement, page.documentElement);
    const { morph } = morphing(page, sheets);
    morph(document.head, page.head);
    morph(document.body, page.body);
    restoreChoices();
    showEditLinks(latest.edit);
    // Scripts of a theme enhance again what is new; see its `site.js`. That may move things, so the view comes after.
    document.dispatchEvent(new Event("candor:updated"));
    for (const restore of restoreView) restore();
  };

  // Each of these notes something before the page is replaced and returns how to bring it back.

  const keepFocus = () => {
    const focused = document.activeElement;
    // Numbers and dates have no selection, and say so with null.
    const { selectionStart, selectionEnd, selectionDirection } = focused ?? {};
    return () => {
      if (!focused?.isConnected || document.activeElement === focused) return;
      focused.focus({ preventScroll: true });
      if (typeof selectionStart === "number") focused.setSelectionRange(selectionStart, selectionEnd, selectionDirection);
    };
  };

  const keepSelection = () => {
    const selection = getSelection();
    const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const end = (node, offset) => [node, Math.min(offset, node.data?.length ?? node.childNodes.length)];
    return () => {
      // A change of the text itself has shifted the ends; only a node that was moved has lost them.
      if (!anchorNode?.isConnected || !focusNode.isConnected) return;
      if (selection.anchorNode === anchorNode && selection.focusNode === focusNode) return;
      selection.setBaseAndExtent(...end(anchorNode, anchorOffset), ...end(focusNode, focusOffset));
    };
  };

  /** A browser keeps what was typed and ticked as long as the node stays; a choice is lost when options change. */
  const keepChoices = () => {
    const changed = [...document.querySelectorAll("select:not([multiple])")]
      .filter((select) => select.selectedIndex !== Math.max(0, [...select.options].findIndex((option) => option.defaultSelected)))
      .map((select) => [select, select.value]);
    return () => {
      for (const [select, value] of changed) {
        if ([...select.options].some((option) => option.value === value)) select.value = value;
      }
    };
  };

  /** Keeps in place what is being looked at: the topmost thing in view that outlives the change. */
  const keepScroll = () => {
    if (scrollY === 0) return () => {};
    const seen = new Map();
    for (let y = 8; y < innerHeight; y += 24) {
      for (const x of [innerWidth / 2, innerWidth / 4]) {
        const node = document.elementsFromPoint(x, y).find((candidate) => document.body.contains(candidate) && candidate !== document.body);
        // What is taller than the window is a frame around other things, whose top says nothing.
        if (node && node.clientHeight < innerHeight && !seen.has(node)) seen.set(node, node.getBoundingClientRect().top);
      }
    }
    return () => {
      const kept = [...seen.keys()].find((node) => node.isConnected && node.getClientRects().length);
      if (kept) scrollBy({ top: kept.getBoundingClientRect().top - seen.get(kept), behavior: "instant" });
    };
  };

  /** Loads the page again. The tab remembers what is open, without which the browser's own scroll would lead elsewhere. */
  const reload = () => {
    remember("reload", { path: location.pathname, open: allDetails().map((details) => details.open), top: scrollY });
    location.reload();
  };

  const restoreAfterReload = () => {
    const kept = recall("reload");
    remember("reload", null);
    if (kept?.path !== location.pathname) return;
    allDetails().forEach((details, index) => { details.open = kept.open[index] ?? details.open; });
    scrollTo({ top: kept.top, behavior: "instant" });
  };

  const allDetails = () => [...document.querySelectorAll("details")];

  // 3 Morph. Elements meet by id anywhere on the page, otherwise among siblings: first those with the same text, then
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

  // 4 Edit links, in the heading of what they edit. In a shadow tree, so that they are not part of the page's texts.

  const editLinks = new Map();

  const showEditLinks = (edit) => {
    for (const [id, host] of editLinks) {
      if (id in edit) continue;
      host.remove();
      editLinks.delete(id);
    }
    for (const [id, url] of Object.entries(edit)) {
      const target = id === "" ? document.querySelector("h1") : document.getElementById(id);
      if (!target) continue;
      const heading = headingOf(target);
      const host = editLinks.get(id) ?? editLink();
      const link = host.shadowRoot.firstChild;
      link.href = url;
      link.ariaLabel = id === "" ? `Edit ${fileOf(url)}` : `Edit this ${target.localName === "details" ? "question" : "entry"}`;
      link.title = fileOf(url);
      if (host.parentNode !== heading) heading.append(host);
      editLinks.set(id, host);
    }
  };

  const headingOf = (target) => {
    const headings = ":is(h1, h2, h3, h4, h5, h6)";
    if (target.matches(headings)) return target;
    return target.querySelector(`summary ${headings}`) ?? target.querySelector(`summary, dt, th, ${headings}`) ?? target;
  };

  const editLink = () => {
    const host = element("candor-edit", { lang: "en" });
    host.attachShadow({ mode: "open" }).append(element("a", { part: "link" }, "Edit"));
    // A click in a summary opens it, and a heading may be a link to somewhere else.
    host.addEventListener("click", (event) => event.stopPropagation());
    own.add(host);
    return host;
  };

  /** The file of an editor's address, from the folder of contents on. */
  const fileOf = (url) => /.*\b(content\/[^?&:#]+)/.exec(url)?.[1] ?? "this page";

  // 5 Panel of findings. It opens by itself for errors that were not closed before, and goes when they are gone.
  // Beside errors, warnings are folded away, so that it covers no more of the page than it has to.

  /** The panel would cover the first, which is the one that is spoken. */
  const connections = [element("p", { class: "connection", role: "status" }), element("p", { class: "connection" })];
  const badge = element("button", { type: "button", class: "badge", "aria-haspopup": "dialog", "aria-controls": "panel", hidden: "" });
  const title = element("h2", { id: "title" });
  const about = element("p", { class: "about", hidden: "" });
  const lists = { error: element("ol"), warning: element("ol") };
  const warnings = element("summary", { hidden: "" });
  const fold = element("details", { open: "" }, warnings, lists.warning);
  const closeButton = element("button", { type: "button", class: "close" }, "Close ", element("kbd", {}, "Esc"));
  const panel = element("section", { id: "panel", class: "panel", role: "dialog", "aria-labelledby": "title", tabindex: "-1", hidden: "" },
    element("div", { class: "head" }, title, connections[1], closeButton), about,
    element("div", { class: "findings", tabindex: "0", role: "group", "aria-labelledby": "title" }, lists.error, fold));
  const notice = element("section", { class: "notice", role: "status", hidden: "" });
  const veil = element("div", { class: "veil", hidden: "" });

  /** Where the focus was when the panel took it. */
  let cameFrom = null;
  /** The findings that are listed, so that the lists change only when they do. */
  let listed = "";

  const showFindings = ({ findings, failed }) => {
    const isNamed = !failed || findings.list.some((finding) => identity(finding) === identity(failed));
    const all = isNamed ? findings.list : [failed, ...findings.list];
    const errors = findings.errors + (all.length - findings.list.length);
    const words = [[errors, "error"], [findings.warnings, "warning"]].filter(([count]) => count > 0)
      .map(([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`);
    const missing = errors + findings.warnings - all.length;
    title.textContent = words[0] ?? "";
    showBadge(words.join(", "), errors ? words[0].length : words[0]?.indexOf(" "));
    badge.dataset.severity = errors ? "error" : "warning";
    about.textContent = missing > 0 ? `The first ${all.length} are shown.` : "";
    if (failed) about.textContent = `This page cannot be rendered${wasPage ? "; it shows its last good state" : ""}.`;
    about.hidden = about.textContent === "";
    const text = JSON.stringify(all);
    if (text !== listed) {
      for (const [severity, list] of Object.entries(lists)) {
        const wanted = list.cloneNode(false);
        wanted.append(...all.filter((finding) => finding.severity === severity).map(item));
        morphing(wanted).morph(list, wanted);
      }
      listed = text;
    }
    fold.hidden = !findings.warnings;
    warnings.textContent = words.at(-1) ?? "";
    // Only when errors come or go: whoever unfolded the warnings wants to see them.
    if (warnings.hidden === errors > 0) {
      warnings.hidden = errors === 0;
      fold.open = errors === 0;
    }

    const key = all.filter(({ severity }) => severity === "error").map(identity).join("\n");
    const known = recall("errors") ?? {};
    if (errors && (known.key !== key || !known.closed)) openPanel({ takesFocus: !isTyping() });
    if ((known.key && !errors) || words.length === 0) closePanel();
    remember("errors", { key, closed: panel.hidden });
    badge.hidden = words.length === 0 || !panel.hidden;
  };

  /** The badge says only the first words, and the rest when it is pointed at. */
  const showBadge = (words, end) => badge.replaceChildren(words.slice(0, end), element("span", { class: "more" }, words.slice(end)));

  /** What makes a finding the same one while its file is edited around it. */
  const identity = ({ code, file, message }) => `${code} ${file} ${message}`;

  const item = ({ severity, code, message, help, lines, related, ...at }) => element("li", { "data-severity": severity },
    element("p", { class: "message" }, element("strong", { class: "severity" }, severity), " ", ...prose(message), " ", element("span", { class: "code" }, code)),
    element("div", { class: "source" }, place(at), lines.length ? element("pre", {}, ...lines.map(line)) : null),
    help ? element("p", { class: "help" }, ...prose(help)) : null,
    related.length ? element("ul", {}, ...related.map(({ label, ...other }) => element("li", {}, ...prose(label), " ", place(other)))) : null);

  const place = ({ file, line, column, url }) => {
    const end = file.lastIndexOf("/") + 1;
    const text = [file.slice(0, end), element("strong", {}, [file.slice(end), line, column].join(":"))];
    return url ? element("a", { class: "place", href: url }, ...text) : element("span", { class: "place" }, ...text);
  };

  const line = ({ number, before, marked, after }) => element("span", { class: "line", "data-number": number }, before, element("mark", {}, marked), after, "\n");

  /** Text whose parts in backticks are names and values. */
  const prose = (text) => text.split("`").map((part, index) => (index % 2 ? element("code", {}, part) : part));

  const isTyping = () => Boolean(document.activeElement?.matches("input, textarea, select, [contenteditable]"));

  const openPanel = ({ takesFocus }) => {
    if (panel.hidden) cameFrom = panel.getRootNode().activeElement ?? document.activeElement;
    else takesFocus = false;
    panel.hidden = false;
    badge.hidden = true;
    if (takesFocus) panel.focus({ preventScroll: true });
  };

  const closePanel = () => {
    if (panel.hidden) return;
    const hadFocus = panel.contains(panel.getRootNode().activeElement);
    panel.hidden = true;
    badge.hidden = title.textContent === "";
    if (hadFocus) cameFrom?.focus({ preventScroll: true });
  };

  const dismissPanel = () => {
    closePanel();
    remember("errors", { ...recall("errors"), closed: true });
  };

  badge.addEventListener("click", () => openPanel({ takesFocus: true }));
  closeButton.addEventListener("click", dismissPanel);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
    event.preventDefault();
    dismissPanel();
  });

  const showConnection = (text) => {
    for (const place of connections) if (place.textContent !== text) place.textContent = text;
  };

  // 6 Notice that the page is gone. What it showed stays, dimmed, until the page is back.

  const showNotice = (isGone) => {
    if (notice.hidden !== isGone) return;
    notice.hidden = veil.hidden = !isGone;
    const parent = new URL("..", location.href).pathname;
    const links = [["/", "Home"], ...(parent === "/" ? [] : [[parent, parent]])];
    notice.replaceChildren(...(isGone ? [
      element("h2", {}, "This page is no longer part of the site"),
      element("p", {}, element("code", {}, location.pathname)),
      element("p", {}, "It comes back by itself with its source: look for a file that was deleted or renamed, a draft, a narrower ", element("code", {}, "visibility"), ", or an earlier date."),
      element("p", { class: "links" }, ...links.flatMap(([href, text]) => [element("a", { href }, text), " "])),
    ] : []));
  };

  // Start. Nothing is shown before its style is there. One sheet serves the page and the shadow tree, and is asked for once.

  const style = new CSSStyleSheet();
  const fetchStyle = async () => {
    const response = await fetch("/_candor/reload.css");
    await style.replace(await response.text());
  };
  const host = element("candor-preview", { lang: "en", dir: "ltr" });
  const corner = element("aside", { "aria-label": "Preview" }, notice, connections[0], badge);
  const root = host.attachShadow({ mode: "open" });
  root.append(veil, corner, panel);
  for (const tree of [document, root]) tree.adoptedStyleSheets.push(style);
  own.add(host);
  document.documentElement.append(host);

  restoreAfterReload();
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  fetchStyle().catch(reportError).then(connect);
})();
