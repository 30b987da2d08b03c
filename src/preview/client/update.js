// Update. One request at a time; a state that arrives meanwhile is looked at when the page is there.

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
  const parts = [...page.querySelectorAll("script[src], meta[http-equiv]")].filter((part) => !isSelf(part) && !isAdded(part));
  return parts.map((part) => (part.localName === "script" ? absolute(part.getAttribute("src")) : `${part.httpEquiv} ${part.content}`)).join("\n");
};
const isSelf = (node) => node.localName === "script" && (node.getAttribute("src") ?? "").startsWith("/_candor/");
/** A script that a script added is none of the page's: the search loads the files of its index so. */
const isAdded = (node) => node.async && !node.hasAttribute("async");
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
