// Streamlit's theme, which a visitor may change at any time.

import { cssValue } from "./dom.js";

/**
 * Return a function that says whether the theme has changed since it was last asked; the first
 * time it has not.
 *
 * @param {Element} node  on the page by the time of the first question
 */
export function themeChanges(node) {
  /** @type {string | undefined} */
  let seen;
  return () => {
    const now = cssValue(node, "--st-background-color");
    const changed = seen !== undefined && seen !== now;
    seen = now;
    return changed;
  };
}
