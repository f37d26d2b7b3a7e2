// The keyboard: space plays and pauses, the arrows step, unless a key is meant for something else.

/** @import { Key, Playable } from "./types.d.ts" */

/** What takes keys itself. */
const TAKES_KEYS =
  "button, a, summary, input, textarea, select, [contenteditable], [role=slider], [role=option], " +
  "[role=combobox], [role=menu], [role=radio]";

/** What the keys of every player do, and how hints name them. */
export const PLAYER_KEYS = {
  toggle: { key: " ", name: "space" },
  back: { key: "ArrowLeft", name: "left arrow" },
  step: { key: "ArrowRight", name: "right arrow" },
};

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
    if (!root.isConnected || !isForPlayer(event, root, scrubber())) return;
    const found = keysAt(event.target).find(({ key }) => key === event.key);
    if (!found || (event.repeat && event.key === PLAYER_KEYS.toggle.key)) return;
    event.preventDefault();
    found.does();
  });
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
  // A button has no use for arrows, so that Play and then an arrow steps.
  return (
    event.key.startsWith("Arrow") && root.contains(target) && target.closest("button") !== null
  );
}
