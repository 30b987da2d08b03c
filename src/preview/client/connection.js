// Connection. A browser opens six connections to a host, for all its windows together: a page that nobody sees holds
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
