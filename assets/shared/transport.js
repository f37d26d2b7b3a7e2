// The row on top: the buttons that drive the run, the scrubber over its history, the readouts.

import { el, icon } from "./dom.js";
import { formatCost, formatEpoch, formatPoints, formatRate, formatShare } from "./format.js";

const ICONS = {
  Reset: "M12 5V1L7 6l5 5V7a6 6 0 1 1-6 6H4a8 8 0 1 0 8-8z",
  Back: "M6 5h2.5v14H6zM20 5v14L9.5 12z",
  Play: "M8 5v14l11-7z",
  Pause: "M6 5h4v14H6zM14 5h4v14h-4z",
  Step: "M15.500 5H18v14h-2.500zM4 5v14l10.500-7z",
};

const hints = (unit) => ({
  Reset: unit === "epoch" ? "Back to the very same first weights" : "Back to the start",
  Back: `One ${unit} back (left arrow)`,
  Play: "Play (space)",
  Pause: "Stop here (space)",
  Step: `One ${unit} on (right arrow)`,
});

// How a number is written, by the kind that its scene names.
const FORMATS = { cost: formatCost, share: formatShare, points: formatPoints };

const READ_MS = 100; // numbers that change faster than this cannot be read

export class Transport {
  /**
   * @param player   what is played
   * @param reset    () -> void
   * @param unit     what the scrubber counts
   * @param readouts [name, what it is, frame -> text] each; for no function the player's rate
   */
  constructor(player, reset, { unit = "epoch", readouts = [] } = {}) {
    Object.assign(this, { player, unit, hints: hints(unit) });
    const button = (name, action) =>
      el(
        "button",
        {
          type: "button",
          class: `gn-${name.toLowerCase()}`,
          "aria-label": name,
          title: this.hints[name],
          onclick: action,
        },
        icon(ICONS[name]),
      );
    this.reset = button("Reset", reset);
    this.back = button("Back", () => player.back());
    this.play = button("Play", () => player.toggle());
    this.step = button("Step", () => player.step());
    this.epoch = el("b", {}, "0");
    this.unitName = el("span", {}, unit);
    this.scrubber = el("input", {
      type: "range",
      min: 0,
      value: 0,
      step: 1,
      "aria-label": player.replays ? `${capital(unit)} of the walk` : capital(unit),
      title: "Drag back through the run",
      oninput: () => player.scrub(Number(this.scrubber.value)),
      onchange: () => player.go(player.target),
    });
    this.holder = el("div", { class: "gn-readouts" });
    this.show(readouts);
    this.root = el(
      "div",
      { class: "gn-transport", role: "toolbar", "aria-label": "Training" },
      el("div", { class: "gn-buttons" }, this.reset, this.back, this.play, this.step),
      el("div", { class: "gn-readout gn-epoch" }, this.unitName, this.epoch),
      this.scrubber,
      this.holder,
    );
  }

  /** Take a scene's readouts: name, what it is, key of a frame's number, kind of text. */
  setReadouts(readouts, unit) {
    this.unit = unit;
    this.unitName.textContent = unit;
    this.scrubber.setAttribute("aria-label", capital(unit));
    this.show(
      readouts.map(([name, hint, key, kind]) => [
        name,
        hint,
        key ? (frame) => FORMATS[kind](frame[key]) : null,
      ]),
    );
  }

  show(readouts) {
    this.readouts = readouts;
    this.values = Object.fromEntries(readouts.map(([name]) => [name, el("b", {}, "–")]));
    this.holder.replaceChildren(
      ...readouts.map(([name, hint]) =>
        el("div", { class: "gn-readout", title: hint }, el("span", {}, name), this.values[name]),
      ),
    );
  }

  /** Paint a frame's numbers: all of them now, or only if those before could be read. */
  paint(frame, all = true) {
    const now = performance.now();
    if (!all && now - this.painted < READ_MS) return;
    this.painted = now;
    const { player, values } = this;
    this.epoch.textContent = formatEpoch(frame.epoch);
    for (const [name, , text] of this.readouts) if (text) values[name].textContent = text(frame);
    this.back.disabled = frame.epoch === 0;
    const epochs = Math.max(1, player.end); // where the run ended, or is meant to
    this.scrubber.max = epochs;
    this.scrubber.value = player.playing ? frame.epoch : player.target;
    this.scrubber.setAttribute("aria-valuetext", `${this.unit} ${frame.epoch} of ${epochs}`);
    this.scrubber.style.setProperty("--done", `${(100 * frame.epoch) / epochs}%`);
    this.scrubber.style.setProperty(
      "--known",
      `${(100 * Math.min(player.known, epochs)) / epochs}%`,
    );
  }

  state() {
    const { player } = this;
    const name = player.playing ? "Pause" : "Play";
    if (this.play.getAttribute("aria-label") !== name) {
      this.play.setAttribute("aria-label", name);
      this.play.title = this.hints[name];
      this.play.replaceChildren(icon(ICONS[name]));
    }
    const epoch = player.shown ? player.shown.epoch : 0;
    this.play.disabled = !player.playing && player.atEnd() && !player.replays;
    this.step.disabled = player.atEnd();
    this.back.disabled = epoch === 0;
    for (const [name, , text] of this.readouts)
      if (!text) this.values[name].textContent = formatRate(player.header.rate);
  }
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}
