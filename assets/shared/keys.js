// The keyboard: space plays and pauses, the arrows step, unless a key is meant for something else.

/** @import { Playable } from "./types.d.ts" */

/** What takes keys itself. */
const TAKES_KEYS =
  "button, a, summary, input, textarea, select, [contenteditable], [role=slider], [role=option], " +
  "[role=combobox], [role=menu], [role=radio]";

/**
 * Listen to keys for as long as the page lives.
 *
 * @param {HTMLElement} root  of the player; while it is off the page, keys are not for it
 * @param {() => HTMLElement | undefined} scrubber
 * @param {(event: KeyboardEvent) => (() => void) | undefined} actionOf  what a key does, if anything
 */
export function listenToKeys(root, scrubber, actionOf) {
  document.addEventListener("keydown", (event) => {
    if (!root.isConnected || !isForPlayer(event, root, scrubber())) return;
    const action = actionOf(event);
    if (!action || (event.repeat && event.key === " ")) return;
    event.preventDefault();
    action();
  });
}

/**
 * Return what a key does to a player.
 *
 * @param {Playable<{ epoch: number }>} player
 * @param {string} key
 * @returns {(() => void) | undefined}
 */
export function playerAction(player, key) {
  if (key === " ") return () => player.toggle();
  if (key === "ArrowRight") return () => player.step();
  if (key === "ArrowLeft") return () => player.back();
  return undefined;
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
