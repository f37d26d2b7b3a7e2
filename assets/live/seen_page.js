// A page that is hidden or left plays nothing, so it asks for nothing; a hidden one goes on when it is
// seen again.

/** @import { Player } from "./player.js" */

export class SeenPage {
  /** @param {Player} player */
  constructor(player) {
    this.player = player;
    this.resume = false; // play when the page is seen again
    document.addEventListener("visibilitychange", () => this.hide());
  }

  hide() {
    if (document.hidden && this.player.playing) {
      this.resume = true;
      this.player.pause();
    } else if (!document.hidden && this.resume) {
      this.resume = false;
      this.player.play();
    }
  }

  leave() {
    if (this.player.playing) this.player.pause();
  }
}
