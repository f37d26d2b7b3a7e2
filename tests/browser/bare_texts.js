// In a language that writes every text as ⟦text⟧, which texts of our components stand without these
// marks, though they are not what the server has sent?

(() => {
  const COMPONENTS =
    "[data-testid=stage], [data-testid=playback], [data-testid=start], .gn-undo-bar, .gn-lambda-grid";
  /** What shows texts of the server alone, in pieces. */
  const NOT_OURS = "math, .js-plotly-plot";
  const ATTRIBUTES = ["title", "aria-label", "aria-valuetext", "placeholder", "alt"];
  const WORD = /[A-Za-z]{2,}/;

  /** @type {Set<string>} What the server has sent as JSON. */
  const sent = new Set();
  /** @type {Set<string>} What was written on canvases. */
  const painted = new Set();

  /** @param {unknown} value */
  const keep = (value) => {
    if (typeof value === "string") {
      const text = value.trim();
      sent.add(text);
      sent.add(`${text.slice(0, 1).toUpperCase()}${text.slice(1)}`); // as the scrubber's name
    } else if (value && typeof value === "object") Object.values(value).forEach(keep);
  };
  const { parse } = JSON;
  JSON.parse = (text, reviver) => {
    const value = parse(text, reviver);
    keep(value);
    return value;
  };
  const { fillText } = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    painted.add(text);
    return fillText.call(this, text, ...place);
  };
  document.addEventListener("DOMContentLoaded", () => {
    document.documentElement.lang = "marked";
  });

  /**
   * Return what is left of a text without all that is marked, was sent, or is no word.
   *
   * @param {string} text
   */
  function bare(text) {
    let [rest, before] = [text, ""];
    while (rest !== before) [rest, before] = [rest.replace(/⟦[^⟦⟧]*⟧/g, "\n"), rest];
    const parts = sent.has(rest.trim()) ? [] : rest.split(/[\n·]|, |: | → /);
    return parts
      .map((part) => part.replace(/^[\d\s]+(?=[A-Z])/, "").trim())
      .filter((part) => WORD.test(part) && !sent.has(part));
  }

  /** @param {Element} root */
  function textsIn(root) {
    const texts = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      // A text with elements in it stands in several nodes.
      if (
        !node.parentElement?.closest(NOT_OURS) &&
        bare(node.parentElement?.textContent ?? "").length
      )
        texts.push(node.textContent ?? "");
    for (const element of [root, ...root.querySelectorAll("*")])
      if (!element.closest(NOT_OURS))
        texts.push(...ATTRIBUTES.map((name) => element.getAttribute(name) ?? ""));
    return texts;
  }

  /** Return the texts that stand there now, and those that were painted so far. */
  function bareTexts() {
    const roots = [...document.querySelectorAll(COMPONENTS)];
    const texts = [...roots.flatMap(textsIn), ...painted];
    return [...new Set(texts.filter((text) => bare(text).length))];
  }

  Object.assign(window, { bareTexts });
})();
