// What must never be seen on a page, counted from its first moment on.

(() => {
  const seen = {
    /** Exceptions that Streamlit shows. */
    exceptions: 0,
    /** Pages that the visitor has come to. */
    arrivals: 0,
    /** @type {string[]} Where a stage was off its page for longer than a redraw takes. */
    away: [],
    /** @type {string[]} Where a stage at rest went away from the epoch that it was to show. */
    strays: [],
    /** How often one that plays went back. */
    falls: 0,
    /** @type {Record<string, number>} The highest epoch that each stage has painted. */
    highest: {},
  };
  const REDRAW_FRAMES = 2; // animation frames

  /** @type {HTMLElement | null} The stage of the page that the visitor has arrived at. */
  let home = null;
  let path = location.pathname; // of the page that the visitor wants, which may still be on its way

  /** @type {WeakMap<HTMLElement, { epoch: number, target: number, status: string }>} */
  const before = new WeakMap();

  /** @type {Record<string, string>} Path of a page -> the label of its stage's scrubber. */
  const labels = Reflect.get(window, "scrubbers");

  const scriptState = () =>
    document.querySelector("[data-test-script-state]")?.getAttribute("data-test-script-state");

  /** @param {HTMLElement} stage */
  const labelOf = (stage) => stage.querySelector("input")?.getAttribute("aria-label") ?? "";

  /** @param {HTMLElement} stage */
  function look(stage) {
    const epoch = Number(stage.dataset.epoch);
    const status = stage.dataset.status ?? "";
    const target = Number(stage.querySelector("input")?.value);
    const last = before.get(stage);
    const name = labelOf(stage);
    seen.highest[name] = Math.max(seen.highest[name] ?? 0, epoch);
    before.set(stage, { epoch, target, status });
    if (!last || status !== last.status) return;
    if (status === "playing") seen.falls += Number(epoch < last.epoch);
    else if (target === last.target && Math.abs(epoch - target) > Math.abs(last.epoch - target))
      seen.strays.push(`${name} ${status}: from ${last.epoch} to ${epoch}, away from ${target}`);
  }

  /** Count a stage that does not come back, unless the visitor goes to another page. */
  function awaitReturn(/** @type {HTMLElement} */ stage, left = REDRAW_FRAMES) {
    if (stage.isConnected || home !== stage) return;
    if (left > 0) requestAnimationFrame(() => awaitReturn(stage, left - 1));
    else {
      seen.away.push(`${labelOf(stage)} at ${location.pathname}, ${scriptState()}`);
      home = null;
    }
  }

  new MutationObserver((changes) => {
    for (const { type, target } of changes)
      if (type === "attributes" && target instanceof HTMLElement && target.dataset.epoch)
        look(target);
    if (changes.some(({ addedNodes }) => addedNodes.length))
      seen.exceptions += document.querySelectorAll("[data-testid=stException]").length;
    if (home && !home.isConnected) awaitReturn(home);
    const stage = document.querySelector("[data-testid=stage]");
    if (home || !(stage instanceof HTMLElement) || location.pathname !== path) return;
    // Streamlit may say that a page has been drawn while the one before is still to be seen.
    if (scriptState() !== "notRunning" || labelOf(stage) !== labels[path]) return;
    home = stage;
    seen.arrivals += 1;
  }).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ["data-epoch", "data-test-script-state"],
  });

  /** @param {string} to */
  function leave(to) {
    home = null;
    path = to;
  }

  window.addEventListener("popstate", () => leave(location.pathname), true);
  document.addEventListener(
    "click",
    ({ target }) => {
      const link = target instanceof Element ? target.closest("a[href]") : null;
      if (link instanceof HTMLAnchorElement) leave(link.pathname);
    },
    true,
  );
  Object.assign(window, { seen });
})();
