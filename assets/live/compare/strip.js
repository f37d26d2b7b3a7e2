// The lanes in a thin row above the page of the one in front: a click brings another one there.

/** @import { Frame, LaneAction } from "../types.d.ts" */
/** @import { Lane } from "./lanes.js" */

import { el } from "../../shared/dom.js";
import { formatCost } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { inColorOf } from "./colors.js";
import { ofLane } from "./lanes.js";

const READ_MS = 200;

export class Strip {
  /**
   * @param {(action: LaneAction) => void} arrange
   * @param {() => void} onAll  all lanes are to be seen
   */
  constructor(arrange, onAll) {
    this.arrange = arrange;
    this.all = el(
      "button",
      { type: "button", class: "gn-all-lanes", onclick: onAll },
      _("All lanes"),
    );
    this.root = el("div", { class: "gn-strip-of-lanes", role: "group", "aria-label": _("Lanes") });
    this.root.hidden = true;
    /** @type {{ lane: Lane, value: HTMLElement }[]} */
    this.values = [];
    this.read = Number.NEGATIVE_INFINITY;
  }

  /** @param {Lane[]} lanes */
  setLanes(lanes) {
    this.values = lanes.map((lane) => ({ lane, value: el("span", {}, "") }));
    const buttons = this.values.map(({ lane: { index, name, place }, value }) => {
      const isFront = index === 0;
      const attributes = {
        type: "button",
        class: "gn-strip-lane",
        "aria-pressed": String(isFront),
        title: isFront
          ? _("In front: the page is about it")
          : _("Bring {name} to the front", { name }),
        onclick: () => isFront || this.arrange({ do: "front", place, epoch: 0 }),
      };
      return inColorOf(
        el("button", attributes, el("i", { class: "gn-swatch" }), name, value),
        place,
      );
    });
    this.root.replaceChildren(...buttons, this.all);
  }

  /**
   * @param {Frame} frame
   * @param {boolean} now
   */
  paint(frame, now) {
    const time = performance.now();
    if (!now && time - this.read < READ_MS) return;
    this.read = time;
    for (const { lane, value } of this.values)
      value.textContent = `J ${formatCost(ofLane(frame, lane).numbers.J)}`;
  }
}
