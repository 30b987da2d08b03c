// What all parts of the preview's script share: what this page is, and small tools.

const self = document.currentScript;
const { token } = self.dataset;
const FIRST_DELAY = 1_000;
const LONGEST_DELAY = 10_000;
const SHEET_TIMEOUT = 5_000;
const TRIES = 5;
const GATHERING = 30;

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
