// A sentence over the panels: how the run ended, or why it is slow.

/** @import { Player } from "./player.js" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";

export class Notice {
  constructor() {
    this.root = el("p", { class: "gn-notice", hidden: true });
  }

  /**
   * @param {string} text  nothing where there is nothing to say
   * @param {boolean} isCalm  whether that is no bad news
   */
  say(text, isCalm) {
    this.root.textContent = text;
    this.root.hidden = !text;
    this.root.classList.toggle("gn-calm", isCalm);
  }
}

/**
 * Return what is to be said.
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
  if (player.status === "finished" && lane.status === "ready")
    return _("The run ends where it was asked to. More epochs, under More, let it go on.");
  if (!player.playing || !header.shared) return "";
  return _("Many are playing here: everybody’s runs are shown at {pace} frames per second.", {
    pace: header.pace,
  });
}
