// How many have said what, as bars with their numbers.

/** @import { RoomQuestion } from "./types.d.ts" */

import { el } from "../shared/dom.js";
import { _ } from "../shared/language.js";

/**
 * Return the bars of a question.
 *
 * @param {RoomQuestion} question
 * @param {((choice: number) => void) | null} mark  what a click says to have come; null for who cannot say
 */
export function histogram({ choices, counts, truth, mine }, mark) {
  const most = Math.max(1, ...(counts ?? []));
  const rows = choices.map((choice, i) => {
    const n = counts?.[i] ?? 0;
    const marks = [
      mine === i ? _("your answer") : "",
      truth === i ? _("this is what came") : "",
    ].filter(Boolean);
    const words = [choice, ...marks].join(" · ");
    const bar = el("i", { "aria-hidden": "true", style: `width: ${(100 * n) / most}%` });
    return el(
      "li",
      { class: truth === i ? "gn-came" : "" },
      el("span", {}, words),
      el("span", { class: "gn-bar" }, bar),
      el("b", {}, String(n)),
      mark && truth !== i
        ? el(
            "button",
            { type: "button", onclick: () => mark(i) },
            _("This came: {choice}", { choice }),
          )
        : "",
    );
  });
  return el("ol", { class: "gn-histogram", "aria-label": _("Answers") }, ...rows);
}
