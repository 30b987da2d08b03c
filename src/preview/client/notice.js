// Notice that the page is gone. What it showed stays, dimmed, until the page is back.

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
