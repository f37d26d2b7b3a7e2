// Whether "More" is open among the controls, kept in the browser from visit to visit.

const KEY = "glassnet.more";

/** Return what the browser has kept; null if nothing, or if it may keep nothing. */
function kept() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} value  what the browser is to keep, if it may */
function keep(value) {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // It is then remembered for this visit alone.
  }
}

/**
 * @typedef {object} MoreComponent
 * @property {{ open: boolean, isNew: boolean }} data  whether it is open, and whether it has not been
 *   touched in this visit
 * @property {(name: string, value: boolean) => void} setTriggerValue
 */

/** @param {MoreComponent} component */
export default function remember({ data, setTriggerValue }) {
  if (!data.isNew) {
    keep(data.open ? "open" : "closed");
  } else if (kept() === "open" && !data.open) {
    setTriggerValue("remembered", true);
  }
}
