// Why the run is stuck: one line under the transport, what to try as buttons, and one that ends it.

/** @import { Advice, Asides, Frame, Host, Try } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { Spoken } from "./spoken.js";

needStyle("advice.css", import.meta.url);

export default class AdvicePanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.spoken = new Spoken();
    this.playsOn = false; // whether the run that is to begin again is then to be played
    this.offered = ""; // what the buttons are for
    this.line = el("p", {});
    this.buttons = el("span", { class: "gn-advice-buttons" });
    this.root = el(
      "div",
      { class: "gn-advice", role: "group", "aria-label": _("Advice"), hidden: true },
      this.line,
      this.buttons,
      el(
        "button",
        {
          type: "button",
          class: "gn-advice-dismiss",
          "aria-label": _("Dismiss"),
          title: _("Say no more of this in this run"),
          onclick: () => this.dismiss(),
        },
        "×",
      ),
    );
    this.parts = { under: this.root };
  }

  setScene() {
    this.spoken.begin();
    this.show(null);
  }

  forget() {
    this.spoken.forget();
  }

  /** @param {Asides} asides */
  receive({ advice }) {
    if (advice) this.spoken.receive(advice);
  }

  /** @param {Frame} frame */
  paint({ epoch }) {
    this.show(this.spoken.at(epoch));
    const sentence = this.spoken.announcement();
    if (sentence) this.host.say(sentence);
    if (!this.playsOn) return;
    this.playsOn = false;
    queueMicrotask(() => this.host.player.play()); // once the player has taken in the new run
  }

  /** @param {Advice | null} advice */
  show(advice) {
    this.root.hidden = !advice;
    this.line.textContent = advice?.line ?? "";
    this.line.title = advice?.line ?? "";
    const tries = advice?.try ?? [];
    const offered = JSON.stringify(tries);
    if (offered === this.offered) return;
    this.offered = offered; // buttons that stay the same keep the focus
    this.buttons.replaceChildren(
      ...(tries.length ? [el("span", {}, _("Try"))] : []),
      ...tries.map((one) =>
        el(
          "button",
          {
            type: "button",
            title: hintOf(one),
            onclick: () => this.try(one),
          },
          one.label,
        ),
      ),
    );
  }

  /**
   * Set what is suggested, and go on.
   *
   * @param {Try} one
   */
  try({ set, again, plays }) {
    const { player } = this.host;
    this.leave();
    this.spoken.forget();
    this.show(null);
    if (again) {
      player.restart(set);
      this.playsOn = plays;
    } else {
      this.host.set(set, {});
      if (plays) player.play();
    }
  }

  dismiss() {
    this.leave();
    this.spoken.dismiss();
    this.show(null);
  }

  /** Hand the focus on to Play: its button here is about to be hidden. */
  leave() {
    const play = this.root.closest(".gn-stage")?.querySelector(".gn-play");
    if (this.root.contains(document.activeElement) && play instanceof HTMLElement) play.focus();
  }
}

/**
 * Return what a button does to the run.
 *
 * @param {Try} one
 */
function hintOf({ again, plays }) {
  if (again) return _("The run begins again");
  return plays ? _("From the epoch that is shown on") : _("The run ends there");
}
