// The keyboard: space plays and pauses, the arrows step, unless a key is meant for something else.

/** @import { Key, Playable } from "./types.d.ts" */

import { N_ } from "./language.js";

/** What takes keys itself. */
const TAKES_KEYS =
  "button, a, summary, input, textarea, select, [contenteditable], [role=slider], [role=option], " +
  "[role=combobox], [role=menu], [role=radio]";

const SLIDER = "[role=slider], input[type=range]";

/** What the keys of every player do, and how hints name them. */
export const PLAYER_KEYS = {
  toggle: { key: " ", name: N_("space") },
  back: { key: "ArrowLeft", name: N_("left arrow") },
  step: { key: "ArrowRight", name: N_("right arrow") },
};

/** Keys that undo and redo changes of settings. */
export const UNDO_KEYS = /** @type {const} */ ([
  { action: "undo", key: "z", ctrl: true, shift: false, name: N_("Ctrl+Z") },
  { action: "redo", key: "z", ctrl: true, shift: true, name: N_("Ctrl+Shift+Z") },
  { action: "redo", key: "y", ctrl: true, shift: false, name: N_("Ctrl+Y") },
]);

/** What undoes by itself what was typed into it. */
const TYPED = "textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio])";

/**
 * Return what the keys do to a player.
 *
 * @param {Playable<{ epoch: number }>} player
 * @returns {Key[]}
 */
export function playerKeys(player) {
  const { toggle, back, step } = PLAYER_KEYS;
  return [
    { key: toggle.key, does: () => player.toggle() },
    { key: back.key, does: () => player.back() },
    { key: step.key, does: () => player.step() },
  ];
}

/**
 * Listen to keys for as long as the page lives.
 *
 * @param {HTMLElement} root  of the player; while it is off the page, keys are not for it
 * @param {() => HTMLElement | undefined} scrubber
 * @param {(target: EventTarget | null) => Key[]} keysAt  what keys do there; the first that fits counts
 */
export function listenToKeys(root, scrubber, keysAt) {
  document.addEventListener("keydown", (event) => {
    if (!root.isConnected || event.defaultPrevented) return;
    const isCombined = event.ctrlKey || event.metaKey;
    if (isCombined ? isTyped(event.target) : !isForPlayer(event, root, scrubber())) return;
    const found = keysAt(event.target).find((key) => isMeant(key, event, isCombined));
    if (!found || (event.repeat && event.key === PLAYER_KEYS.toggle.key)) return;
    event.preventDefault();
    found.does();
  });
}

/** @param {EventTarget | null} target */
function isTyped(target) {
  return target instanceof Element && target.closest(TYPED) !== null;
}

/**
 * Say whether an event is a key of ours.
 *
 * @param {Key} one
 * @param {KeyboardEvent} event
 * @param {boolean} isCombined  whether Control or Command is held
 */
export function isMeant({ key, ctrl = false, shift = false }, event, isCombined) {
  if (ctrl !== isCombined) return false;
  return ctrl
    ? key === event.key.toLowerCase() && shift === event.shiftKey && !event.altKey
    : key === event.key;
}

/**
 * Say whether a key is for the player rather than for what has the focus.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement} root
 * @param {HTMLElement | undefined} scrubber
 */
function isForPlayer(event, root, scrubber) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return false;
  const target = /** @type {Element} */ (event.target);
  if (target === scrubber || !target.closest?.(TAKES_KEYS)) return true;
  // A slider has no use for the space bar, so that one moves it and then plays.
  if (event.key === PLAYER_KEYS.toggle.key && target.matches(SLIDER)) return true;
  // A button has no use for arrows, so that Play and then an arrow steps.
  return (
    event.key.startsWith("Arrow") && root.contains(target) && target.closest("button") !== null
  );
}
