// Which pages were seen: kept in this browser, and nowhere where storage is forbidden.

/** @import { Step } from "./types.d.ts" */

const KEY = "glassnet-seen";

/**
 * Return the names of the pages that were seen, the last one at the end.
 *
 * @returns {string[]}
 */
export function seen() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Note that a page is seen.
 *
 * @param {string} name
 */
export function see(name) {
  const names = [...seen().filter((one) => one !== name), name];
  try {
    localStorage.setItem(KEY, JSON.stringify(names));
  } catch {
    // The path then shows no progress.
  }
}

/**
 * Return how far one has come: how many pages were seen, which is next, and where one was.
 *
 * @param {Step[]} path
 * @param {string[]} names  of the pages that were seen, the last one at the end
 */
export function progress(path, names) {
  const last = names.findLast((name) => path.some((step) => step.name === name));
  return {
    count: path.filter(({ name }) => names.includes(name)).length,
    next: path.find(({ name }) => !names.includes(name)) ?? null,
    last: path.find(({ name }) => name === last) ?? null,
  };
}
