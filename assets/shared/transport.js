// The row on top: the buttons that drive a player, the scrubber over its history, the readouts.

/** @import { Playable, Readout } from "./types.d.ts" */

import { el, icon } from "./dom.js";
import { formatEpoch, formatRate } from "./format.js";
import { keepInView } from "./keep_in_view.js";
import { PLAYER_KEYS } from "./keys.js";
import { _, N_ } from "./language.js";
import { needStyle } from "./styles.js";

needStyle("transport.css", import.meta.url);

const ICONS = {
  reset: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
  back: "M6 5h2.5v14H6zM20 5v14L9.5 12z",
  play: "M8 5v14l11-7z",
  again: "M8 5v14l11-7z",
  pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  step: "M15.500 5H18v14h-2.500zM4 5v14l10.500-7z",
};

/** @typedef {keyof typeof ICONS} ButtonName */

/** @type {Record<ButtonName, string>} */
const NAMES = {
  reset: N_("Reset"),
  back: N_("Back"),
  play: N_("Play"),
  again: N_("Play again"),
  pause: N_("Pause"),
  step: N_("Step"),
};

/**
 * @param {string} unit
 * @param {boolean} replays
 * @returns {Record<ButtonName, string>}
 */
const hints = (unit, replays) => ({
  reset: replays ? _("Back to the start") : _("Back to exactly the same initial weights"),
  back: _("One {unit} back ({key})", { unit, key: _(PLAYER_KEYS.back.name) }),
  play: _("Play ({key})", { key: _(PLAYER_KEYS.toggle.name) }),
  again: _("Play again from the first {unit} ({key})", {
    unit,
    key: _(PLAYER_KEYS.toggle.name),
  }),
  pause: _("Stop here ({key})", { key: _(PLAYER_KEYS.toggle.name) }),
  step: _("One {unit} on ({key})", { unit, key: _(PLAYER_KEYS.step.name) }),
});

const READ_MS = 100; // numbers that change faster than this cannot be read

/**
 * @template {{ epoch: number }} Shown
 */
export class Transport {
  /**
   * @param {Playable<Shown>} player
   * @param {() => void} reset
   */
  constructor(player, reset) {
    this.player = player;
    this.unit = _("epoch");
    this.tick = 1;
    this.hints = hints(this.unit, player.replays);
    this.painted = Number.NEGATIVE_INFINITY;
    /** @type {{ text: ((shown: Shown) => string) | null, value: HTMLElement }[]} */
    this.readouts = [];
    this.reset = button("reset", reset);
    this.back = button("back", () => player.back());
    this.play = button("play", () => player.toggle());
    this.step = button("step", () => player.step());
    this.epoch = el("b", {}, "0");
    this.unitName = el("span", {}, this.unit);
    this.scrubber = el("input", {
      type: "range",
      min: 0,
      value: 0,
      step: 1,
      oninput: () => player.scrub(Number(this.scrubber.value)),
      onchange: () => player.go(player.target),
    });
    this.reason = ""; // why it may not be played yet
    this.heldLine = el("span", { class: "gn-held", hidden: true });
    this.holder = el("div", { class: "gn-readouts" });
    this.row = el(
      "div",
      { class: "gn-transport", role: "toolbar", "aria-label": _("Training") },
      el("div", { class: "gn-buttons" }, this.reset, this.back, this.play, this.step),
      el("div", { class: "gn-readout gn-epoch" }, this.unitName, this.epoch),
      this.heldLine,
      this.scrubber,
      this.holder,
    );
    this.root = keepInView(this.row, "gn-transport-place");
    this.state();
  }

  /**
   * Take what is counted, what the scrubber is called, and the numbers to show.
   *
   * @param {string} unit
   * @param {string} label
   * @param {Readout<Shown>[]} readouts
   * @param {number} [tick]  what a step of the count is worth
   */
  setUp(unit, label, readouts, tick = 1) {
    this.unit = unit;
    this.tick = tick;
    this.unitName.textContent = unit;
    this.hints = hints(unit, this.player.replays);
    this.reset.title = this.hints.reset;
    this.back.title = this.hints.back;
    this.state();
    this.scrubber.setAttribute("aria-label", label);
    this.readouts = readouts.map(([, , text]) => ({ text, value: el("b", {}, "–") }));
    this.holder.replaceChildren(
      ...readouts.map(([name, hint], i) =>
        el(
          "div",
          { class: "gn-readout", title: hint },
          el("span", {}, name),
          this.readouts[i].value,
        ),
      ),
    );
  }

  /**
   * Take why the player is held, where it is.
   *
   * @param {string} reason  a sentence
   */
  hold(reason) {
    if (reason === this.reason) return;
    this.reason = reason;
    this.heldLine.textContent = reason;
    this.state();
  }

  /**
   * Paint a frame's numbers: all of them now, or only if those before could be read.
   *
   * @param {Shown} shown
   * @param {boolean} [all]
   */
  paint(shown, all = true) {
    const now = performance.now();
    if (!all && now - this.painted < READ_MS) return;
    this.painted = now;
    const { player, scrubber } = this;
    this.epoch.textContent = formatEpoch(this.count(shown.epoch));
    for (const { text, value } of this.readouts) if (text) value.textContent = text(shown);
    this.back.disabled = shown.epoch === 0;
    const epochs = Math.max(1, player.end); // where the run ended, or is meant to
    scrubber.max = String(epochs);
    scrubber.value = String(player.playing ? shown.epoch : player.target);
    const at = { unit: this.unit, epoch: this.count(shown.epoch), epochs: this.count(epochs) };
    scrubber.setAttribute("aria-valuetext", _("{unit} {epoch} of {epochs}", at));
    scrubber.style.setProperty("--done", `${(100 * shown.epoch) / epochs}%`);
    scrubber.style.setProperty("--known", `${(100 * Math.min(player.known, epochs)) / epochs}%`);
  }

  /**
   * Return a number of steps in the unit that is counted.
   *
   * @param {number} steps
   */
  count(steps) {
    return Number((this.tick * steps).toFixed(1));
  }

  /**
   * Return what Play does now.
   *
   * @returns {ButtonName}
   */
  get playName() {
    const { player } = this;
    if (player.playing) return "pause";
    return player.shown && player.atEnd() && !player.replays ? "again" : "play";
  }

  /** Bring the buttons up to date, and the rate. */
  state() {
    const { player } = this;
    const name = this.playName;
    if (this.play.getAttribute("aria-label") !== _(NAMES[name])) {
      this.play.setAttribute("aria-label", _(NAMES[name]));
      this.play.replaceChildren(icon(ICONS[name]));
    }
    const reason = player.held ? this.reason : "";
    this.play.title = reason || this.hints[name];
    this.step.title = reason || this.hints.step;
    this.scrubber.title = reason || _("Drag back through the run");
    this.heldLine.hidden = !reason;
    this.row.classList.toggle("gn-is-held", reason !== "");
    // Before the first frame there is nothing to play.
    enable(this.play, !player.held && player.shown !== null);
    enable(this.step, !player.held && player.shown !== null && !player.atEnd());
    enable(this.scrubber, !player.held);
    this.back.disabled = (player.shown?.epoch ?? 0) === 0;
    for (const { text, value } of this.readouts)
      if (!text) value.textContent = formatRate(player.rate);
  }
}

/**
 * @param {HTMLButtonElement | HTMLInputElement} control
 * @param {boolean} isEnabled
 */
function enable(control, isEnabled) {
  if (control.disabled === !isEnabled) return;
  control.disabled = !isEnabled;
  control.setAttribute("aria-disabled", String(!isEnabled));
}

/**
 * @param {ButtonName} name
 * @param {() => void} action
 */
function button(name, action) {
  const label = { class: `gn-${name}`, "aria-label": _(NAMES[name]) };
  return el("button", { type: "button", ...label, onclick: action }, icon(ICONS[name]));
}
