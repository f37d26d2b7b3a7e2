// A sentence over the panels: how the run ended, or why it is slow.

/** @import { Player } from "./player.js" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";

const CALM_MS = 10_000; // it stands over the pictures, and a screen reader has heard it

export class Notice {
  constructor() {
    this.root = el("p", { class: "gn-notice", hidden: true });
    this.said = "";
    this.until = 0;
  }

  /**
   * @param {string} text  nothing where there is nothing to say
   * @param {boolean} isCalm  whether that is no bad news
   */
  say(text, isCalm) {
    if (text === this.said) return;
    this.said = text;
    clearTimeout(this.until);
    if (text && isCalm)
      this.until = window.setTimeout(() => {
        this.root.hidden = true;
      }, CALM_MS);
    this.root.textContent = text;
    this.root.hidden = !text;
    this.root.classList.toggle("gn-calm", isCalm);
  }
}

/**
 * Return what is to be said; nothing where a run came to the last epoch that was asked for.
 *
 * @param {Pick<Player, "playing" | "shown" | "status" | "end" | "header" | "lane"> &
 *   { atEnd(): boolean }} player
 * @param {boolean} isLost
 */
export function noticeOf(player, isLost) {
  if (isLost)
    return _("The server does not answer. It is asked again, and the run goes on with it.");
  const { header, lane } = player;
  const isEarly = player.shown && player.atEnd() && player.end < header.epochs;
  if (isEarly || player.status === "diverged") return lane.message;
  if (!player.playing || !header.shared) return "";
  return _("Many are playing here: everybody’s runs are shown at {pace} frames per second.", {
    pace: header.pace,
  });
}
