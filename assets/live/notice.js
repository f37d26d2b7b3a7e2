// A sentence over the panels: how the run ended, or why it is slow.

/** @import { Player } from "./player.js" */

import { el } from "../shared/dom.js";

export class Notice {
  constructor() {
    this.root = el("p", { class: "gn-notice", role: "status", hidden: true });
  }

  /** @param {Player} player */
  say(player) {
    const text = noticeOf(player);
    this.root.textContent = text;
    this.root.hidden = !text;
    this.root.classList.toggle("gn-calm", player.status !== "diverged");
  }
}

/**
 * Return what is to be said; nothing where a run came to the last epoch that was asked for.
 *
 * @param {Pick<Player, "playing" | "shown" | "status" | "end" | "header"> & { atEnd(): boolean }} player
 */
export function noticeOf(player) {
  const { header } = player;
  const isEarly = player.shown && player.atEnd() && player.end < header.epochs;
  if (isEarly || player.status === "diverged") return header.message;
  if (!player.playing || !header.shared) return "";
  return `Many are playing here: everybody’s runs are shown at ${header.pace} frames per second.`;
}
