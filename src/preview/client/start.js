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
