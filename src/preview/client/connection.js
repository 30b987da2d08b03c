// Connection. A browser opens six connections to a host, for all its windows together. So one of the pages that are seen
// holds the one stream of all of them, and hands each its states; a page that nobody sees takes no part.

/** Who the other pages are. Without locks, which browsers have for addresses that they trust, each is on its own. */
const channel = navigator.locks && globalThis.BroadcastChannel ? new BroadcastChannel(`candor:${token}`) : null;
const me = `${Math.random()}`;

/** Ends the part that this page takes; none when it takes none. */
let leave = null;
let stream = null;
let delay = FIRST_DELAY;
let retry = 0;
/** Of the page that holds the stream: the pages of the others, those that it listens for, and their last states. */
let isLeading = false;
let gathering = 0;
const seen = new Map();
const states = new Map();
let listened = new Set();

const connect = () => {
  if (leave || document.hidden) return;
  if (!channel) {
    leave = () => {};
    return listen();
  }
  const waiting = new AbortController();
  const { promise: left, resolve } = Promise.withResolvers();
  leave = () => { waiting.abort(); resolve(); };
  tellOthers({ here: location.pathname, id: me });
  navigator.locks.request(`candor:${token}`, { signal: waiting.signal }, () => {
    lead();
    return left;
  }).catch(() => { /* this page left before its turn came */ });
};

const disconnect = () => {
  if (!leave) return;
  leave();
  leave = null;
  isLeading = false;
  stream?.close();
  stream = null;
  clearTimeout(retry);
  clearTimeout(gathering);
  tellOthers({ gone: me });
};

const lead = () => {
  isLeading = true;
  seen.clear();
  states.clear();
  tellOthers({ who: true });
  gather();
};

/** Listens for all pages, a moment after the last of them was heard of. */
const gather = () => {
  clearTimeout(gathering);
  gathering = setTimeout(listen, GATHERING);
};

const listen = () => {
  clearTimeout(retry);
  stream?.close();
  listened = new Set([location.pathname, ...seen.values()]);
  const query = [...listened].map((page) => `page=${encodeURIComponent(page)}&`).join("");
  stream = new EventSource(`/_candor/events?${query}token=${token}`);
  stream.addEventListener("state", ({ lastEventId: page, data }) => {
    delay = FIRST_DELAY;
    states.set(page, data);
    tellOthers({ page, data });
    takeState(page, data);
  });
  stream.addEventListener("error", () => {
    stream.close();
    stream = null;
    if (connections[0].textContent === "") tellConnection("preview stopped");
    retryLater();
  });
};

const tellOthers = (message) => channel?.postMessage(message);

const tellConnection = (text) => {
  showConnection(text);
  tellOthers({ connection: text });
};

const takeState = (page, data) => {
  if (page !== location.pathname) return;
  showConnection("");
  receive(JSON.parse(data));
};

const hear = ({ data: message }) => {
  if (!leave) return;
  if (message.who) tellOthers({ here: location.pathname, id: me });
  else if (message.here && isLeading) welcome(message);
  else if (message.gone) seen.delete(message.gone);
  else if (message.restarted) reload();
  else if ("connection" in message) showConnection(message.connection);
  else if (message.page) takeState(message.page, message.data);
};
channel?.addEventListener("message", hear);

const welcome = ({ here: page, id }) => {
  seen.set(id, page);
  if (!listened.has(page)) gather();
  else if (states.has(page)) tellOthers({ page, data: states.get(page) });
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
  if (!leave || stream) return;
  if (!page) {
    tellConnection("preview stopped");
    return retryLater();
  }
  if (page.script.dataset.token !== token) {
    tellOthers({ restarted: true });
    return reload();
  }
  tellConnection("preview waits: too many pages are open");
  listen();
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
