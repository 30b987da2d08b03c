// The interface. Where things are: the dialog that every page carries, the indexes of its languages, the addresses of hits.
const box = document.getElementById("search-dialog");
const ui = box?.dataset ?? {};
const siteRoot = new URL(ui.root, location.href);
const locale = document.documentElement.lang;

/** Each language of the site with its name, the page's first. */
const languages = (ui.languages || locale).split("|").map((language) => {
  const [tag, ...name] = language.split(" ");
  return { tag, name: name.join(" ") };
}).sort((a, b) => (b.tag === locale) - (a.tag === locale));

const languageName = (tag) => languages.find((language) => language.tag === tag).name;

const indexes = new Map();
const indexIn = (tag) => entryOf(indexes, tag, () => openIndex(new URL(`search/${tag}/`, siteRoot).href));

/** What results can be chosen by, which comes with the beginning of the index; nothing when that cannot be loaded. */
const prepare = () => indexIn(locale).dimensions().catch(() => ({}));

/**
 * The address of a page of the site with a query, so that the page can show what matched.
 * A folder opened from disk has no server to turn "search/" into "search/index.html".
 */
const addressOf = (href, query) => {
  const url = new URL(href, siteRoot);
  if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
  // Unlike `encodeURIComponent` this takes half a surrogate pair.
  if (query) url.searchParams.set("q", query);
  return url.href;
};
