// A grid of networks: for each lambda and each length of a run both accuracies; a click opens it.

import { el } from "../../shared/dom.js";

const RIGHT = "#149a70";
const STRONGEST = 78; // per cent of the color, for one mistake in so many powers of ten
const FULL_DIGITS = 2.2;
const percent = (share) => `${(100 * share).toFixed(1)}`;

export default function mount(component) {
  const { data, parentElement } = component;
  if (!document.getElementById("gn-grid-style"))
    document.head.append(
      el("link", {
        id: "gn-grid-style",
        rel: "stylesheet",
        href: new URL("grid.css", import.meta.url).href,
      }),
    );
  let root = parentElement.querySelector(".gn-lambda-grid");
  if (!root) {
    root = el("div", { class: "gn-lambda-grid" });
    parentElement.append(root);
  }
  if (root.dataset.shown === data) return;
  root.dataset.shown = data;
  const focused = document.activeElement?.getAttribute?.("aria-label");
  root.replaceChildren(
    table(JSON.parse(data), (number) => component.setTriggerValue("cell", number)),
  );
  // Drawn anew while it grows: the keyboard stays where it was.
  if (focused) root.querySelector(`[aria-label="${CSS.escape(focused)}"]`)?.focus();
}

function table({ lambdas, lengths, length, rows, best }, onOpen) {
  const cell = ({ number, train, test }, lambda, n) => {
    const share = shown({ train, test });
    if (share === null) return el("td", {}, el("span", { class: "gn-yet" }, "·"));
    const strength = STRONGEST * Math.min(1, -Math.log10(Math.max(1 - share, 1e-9)) / FULL_DIGITS);
    return el(
      "td",
      {},
      el(
        "button",
        {
          type: "button",
          class: number === best ? "gn-top" : "",
          style: `--strength: ${strength.toFixed(0)}%; --right: ${RIGHT}`,
          "aria-label": `lambda ${lambda}, ${n} ${length}`,
          title: `${test === null ? "" : `held out ${percent(test)} %, `}training ${percent(train)} %: click to open this network`,
          onclick: () => {
            onOpen(number);
            document.querySelector("[data-testid=stage]")?.scrollIntoView({ behavior: "smooth" });
          },
        },
        el("b", {}, percent(share)),
        test === null ? "" : el("small", {}, percent(train)),
      ),
    );
  };
  return el(
    "table",
    { "aria-label": "Accuracy by lambda and length of the run" },
    el(
      "thead",
      {},
      el(
        "tr",
        {},
        el("th", { scope: "col" }, `λ \\ ${length}`),
        ...lengths.map((n) => el("th", { scope: "col" }, String(n))),
      ),
    ),
    el(
      "tbody",
      {},
      ...rows.map((row, i) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, String(lambdas[i])),
          ...row.map((one, j) => cell(one, lambdas[i], lengths[j])),
        ),
      ),
    ),
  );
}

/** The accuracy that is shown large: on held-out digits where there are any. */
function shown({ train, test }) {
  return test ?? train;
}
