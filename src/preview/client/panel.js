// Panel of findings. It opens by itself for errors that were not closed before, and goes when they are gone.
// Beside errors, warnings are folded away, so that it covers no more of the page than it has to. Placeholders are a number.

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
  const counted = ([count, word]) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const counts = [[errors, "error"], [findings.warnings, "warning"], [findings.placeholders, "placeholder"]];
  const words = counts.filter(([count]) => count > 0).map(counted);
  const missing = errors + findings.warnings - all.length;
  title.textContent = words[0] ?? "";
  showBadge(words.join(", "), findings.warnings && !errors ? words[0].indexOf(" ") : words[0]?.length);
  badge.dataset.severity = counts.find(([count]) => count > 0)?.[1] ?? "";
  about.textContent = missing > 0 ? `The first ${all.length} are shown.` : "";
  if (failed) about.textContent = `This page cannot be rendered${wasPage ? "; it shows its last good state" : ""}.`;
  else if (findings.placeholders && !all.length) about.textContent = "Values that stand in for yours, each with the comment # placeholder on its line. candor check -v lists them; a build stops at them.";
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
  warnings.textContent = counted(counts[1]);
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
