// A network between a page and the live route that loses, delays and doubles what passes.
//
// It takes the place of window.fetch before the page's own scripts run. Playwright's routes would not
// do: with its synchronous interface a route's handler runs in the test's own thread, so an answer
// that is held back there holds back the visitor too, who should act in the meantime.

(() => {
  const MOST_MS = 2000; // that an answer takes longer
  const LOST = 0.2; // of all answers,
  const LOST_BEFORE = 0.05; // and these because the question never came to the server
  const DOUBLED = 0.15;

  const sound = window.fetch.bind(window);
  const network = { isSound: false, onWay: 0, asked: 0, lost: 0, doubled: 0, slowest: 0 };
  let state = Number(Reflect.get(window, "seed"));

  /** Return a number from 0 to 1, the next one that the seed gives (mulberry32). */
  function draw() {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /**
   * Count something as on its way until it has come.
   *
   * @template T
   * @param {() => Promise<T>} go
   */
  async function onWay(go) {
    network.onWay += 1;
    try {
      return await go();
    } finally {
      network.onWay -= 1;
    }
  }

  /** @param {number} ms */
  const pass = (ms) => new Promise((done) => setTimeout(done, ms));

  /** @param {() => Promise<Response>} ask */
  async function askBadly(ask) {
    const luck = draw();
    const wait = MOST_MS * draw() ** 10; // most are short, so that much happens in a test
    const there = wait * draw();
    const isDoubled = draw() < DOUBLED;
    const isSecondHeard = draw() < 0.5;
    const late = MOST_MS * draw();
    network.asked += 1;
    network.slowest = Math.max(network.slowest, wait);
    network.lost += Number(luck < LOST);
    network.doubled += Number(isDoubled);
    await pass(there);
    if (luck < LOST_BEFORE) throw new TypeError("the question was lost");
    let answer = await ask();
    if (isDoubled && isSecondHeard) answer = await ask();
    // Later questions may overtake the second one.
    else if (isDoubled) onWay(() => pass(late).then(ask)).catch(() => {});
    await pass(wait - there);
    if (luck < LOST) throw new TypeError("the answer was lost");
    return answer;
  }

  window.fetch = (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
    const ask = () => sound(input, init);
    if (init?.method !== "POST" || !pathname.includes("/live/")) return ask();
    return onWay(() => (network.isSound ? ask() : askBadly(ask)));
  };
  Object.assign(window, { network });
})();
