// Why the run is stuck: one line under the transport, what to try as buttons, one that shows what
// else was found, and one that ends it.

/** @import { Advice, Asides, Finding, Frame, Host, Try } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { _, ngettext } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";
import { Spoken } from "./spoken.js";

needStyle("advice.css", import.meta.url);

export default class AdvicePanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.spoken = new Spoken();
    this.playsOn = false; // whether the run that is to begin again is then to be played
    this.hasBegun = false; // whether it has
    this.offered = ""; // what the buttons are for
    this.line = el("p", {});
    this.buttons = el("span", { class: "gn-advice-buttons" });
    this.listed = ""; // what else was found, as it is drawn
    this.list = el("ul", { hidden: true });
    this.more = el("button", {
      type: "button",
      class: "gn-advice-more",
      "aria-expanded": "false",
      title: _("What else was found"),
      onclick: () => this.open(Boolean(this.list.hidden)),
    });
    this.root = el(
      "div",
      { class: "gn-advice", role: "group", "aria-label": _("Advice"), hidden: true },
      this.line,
      this.buttons,
      this.more,
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
      this.list,
    );
    this.parts = { under: this.root };
  }

  setScene() {
    this.hasBegun = this.playsOn;
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
    if (!this.hasBegun) return; // the run before may be painted once more
    this.hasBegun = this.playsOn = false;
    queueMicrotask(() => this.host.player.play()); // once the player has taken in the new run
  }

  /** @param {Advice | null} advice */
  show(advice) {
    this.root.hidden = !advice;
    this.line.textContent = advice?.line ?? "";
    this.line.title = advice?.line ?? "";
    const tries = advice?.try ?? [];
    const offered = JSON.stringify(tries);
    if (offered !== this.offered) {
      this.offered = offered; // buttons that stay the same keep the focus
      this.buttons.replaceChildren(...this.tries(tries));
    }
    this.showOthers(advice?.others ?? []);
  }

  /** @param {Finding[]} others */
  showOthers(others) {
    const listed = JSON.stringify(others);
    if (listed === this.listed) return;
    this.listed = listed;
    const n = others.length;
    this.more.hidden = !n;
    this.more.textContent = ngettext("{n} more", "{n} more", n, { n });
    this.list.replaceChildren(
      ...others.map((one) =>
        el(
          "li",
          {},
          el("span", {}, one.line),
          el("span", { class: "gn-advice-buttons" }, ...this.tries(one.try)),
        ),
      ),
    );
    if (!n) this.open(false);
  }

  /** @param {boolean} isOpen  whether what else was found is shown */
  open(isOpen) {
    this.list.hidden = !isOpen;
    this.more.setAttribute("aria-expanded", String(isOpen));
  }

  /**
   * Return the buttons of what to try.
   *
   * @param {Try[]} tries
   */
  tries(tries) {
    const buttons = tries.map((one) =>
      el("button", { type: "button", title: hintOf(one), onclick: () => this.try(one) }, one.label),
    );
    return buttons.length ? [el("span", {}, _("Try")), ...buttons] : [];
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
