// The runs and comparisons that a visitor has kept: an address, a name, a small picture. They stay in
// this browser, at most 50; a file takes them to another. No drawing here.

/**
 * @typedef {object} KeptRun
 * @property {string} name
 * @property {string} address  path and query, the epoch included
 * @property {string} picture  a small image as a data URL; empty for none
 * @property {string} said  what it had come to
 */

export const MOST = 50;
export const MOST_LETTERS = 80;
const MOST_ADDRESS = 6000;
const MOST_PICTURE = 20000;
const KEY = "glassnet-runs";
const PICTURE = /^data:image\/(jpeg|png);base64,[A-Za-z0-9+/=]+$/;

/**
 * Return the runs with one more, the newest first; the same address is kept once.
 *
 * @param {KeptRun[]} runs
 * @param {KeptRun} run
 */
export function withRun(runs, run) {
  return [run, ...runs.filter(({ address }) => address !== run.address)].slice(0, MOST);
}

/**
 * Return the runs that a text holds, as `written` writes them; null if it is no such text.
 *
 * @param {string} text
 * @returns {KeptRun[] | null}
 */
export function readRuns(text) {
  try {
    const said = JSON.parse(text);
    if (!Array.isArray(said?.runs)) return null;
    return said.runs.flatMap(asRun).slice(0, MOST);
  } catch {
    return null;
  }
}

/**
 * Return a run if something read is one, in a list; otherwise an empty list.
 *
 * @param {any} said
 * @returns {KeptRun[]}
 */
function asRun(said) {
  const { name, address, picture = "", said: what = "" } = said ?? {};
  const texts = [name, address, picture, what];
  if (!texts.every((text) => typeof text === "string")) return [];
  // A path of this app alone: "//" would lead to another host.
  const isOwn = /^\/(?!\/)/.test(address) && !address.includes("\\");
  const fits = address.length <= MOST_ADDRESS && picture.length <= MOST_PICTURE;
  if (!isOwn || !fits || (picture && !PICTURE.test(picture))) return [];
  return [
    { name: name.slice(0, MOST_LETTERS), address, picture, said: what.slice(0, MOST_LETTERS) },
  ];
}

/** @param {KeptRun[]} runs */
export function written(runs) {
  return JSON.stringify({ runs }, null, 1);
}

/** @returns {KeptRun[]} those that this browser keeps */
export function keptRuns() {
  try {
    return readRuns(localStorage.getItem(KEY) ?? "") ?? [];
  } catch {
    return [];
  }
}

/**
 * Keep runs in this browser; say whether it did.
 *
 * @param {KeptRun[]} runs
 */
export function keep(runs) {
  try {
    localStorage.setItem(KEY, written(runs));
    return true;
  } catch {
    return false;
  }
}

/**
 * Return the path without what follows it.
 *
 * @param {string} address
 */
export function pathOf(address) {
  return address.split(/[?#]/)[0];
}
