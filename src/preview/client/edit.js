// Edit links, in the heading of what they edit. In a shadow tree, so that they are not part of the page's texts.

const editLinks = new Map();

const showEditLinks = (edit) => {
  for (const [id, host] of editLinks) {
    if (id in edit) continue;
    host.remove();
    editLinks.delete(id);
  }
  for (const [id, url] of Object.entries(edit)) {
    const named = id === "" ? document.querySelector("h1") : document.getElementById(id);
    if (!named) continue;
    // The answer of a question carries its name, the summary beside it its heading.
    const target = named.parentElement.localName === "details" ? named.parentElement : named;
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
