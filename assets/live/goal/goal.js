// How far the goals of a lesson are, in the row under the transport: each part of a goal, what it is
// now, and the best so far.

/** @import { Asides, Goal, Host } from "../types.d.ts" */

import { el } from "../../shared/dom.js";
import { formatEpoch } from "../../shared/format.js";
import { _ } from "../../shared/language.js";
import { needStyle } from "../../shared/styles.js";

needStyle("goal.css", import.meta.url);

const DIGITS = 3;

export default class GoalPanel {
  /** @param {Host} host */
  constructor(host) {
    this.host = host;
    this.isMet = false;
    this.root = el("div", { class: "gn-goal", role: "group", "aria-label": _("Goal") });
    this.root.hidden = true;
    this.parts = { under: this.root };
  }

  setScene() {
    this.isMet = false;
  }

  /** @param {Asides} asides */
  receive({ goals }) {
    if (!goals) return;
    this.root.hidden = !goals.length;
    this.root.replaceChildren(...goals.flatMap((goal) => nodesOf(goal)));
    const isMet = goals.length > 0 && goals.every(({ met }) => met !== null);
    if (isMet && !this.isMet) this.host.say(_("Goal reached"));
    this.isMet = isMet;
  }

  paint() {}
}

/**
 * @param {Goal} goal
 * @returns {HTMLElement[]}
 */
function nodesOf({ clauses, met }) {
  const head =
    met === null ? _("Goal") : _("Goal reached at epoch {epoch}", { epoch: formatEpoch(met) });
  return [
    el("strong", { class: "gn-goal-head", "data-met": met !== null }, head),
    ...clauses.map(({ text, holds, now, best }) =>
      el(
        "span",
        { class: "gn-goal-clause", "data-holds": holds },
        el("code", {}, `${holds ? "✓" : "·"} ${text}`),
        now === null ? "" : _("now {now}, best {best}", { now: short(now), best: short(best) }),
      ),
    ),
  ];
}

/** @param {number | null} value */
const short = (value) => (value === null ? "–" : String(Number(value.toPrecision(DIGITS))));
