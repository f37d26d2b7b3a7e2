// Share: copies the page's address, which holds all that is seen, the epoch included.

import { el, icon } from "../shared/dom.js";
import { _ } from "../shared/language.js";
import { needStyle } from "../shared/styles.js";

needStyle("share.css", import.meta.url);

const ICON =
  "M18 16.100c-.760 0-1.440.300-1.960.770L8.910 12.700a3.300 3.300 0 0 0 0-1.390l7.050-4.110A3 3 0 1 0 15 5c0 .240.040.470.090.700L8.040 9.810a3 3 0 1 0 0 4.380l7.120 4.160a2.800 2.800 0 0 0-.080.650 2.920 2.920 0 1 0 2.920-2.900z";
const SHOWN_MS = 4000;

export class Share {
  /** @param {() => string} address  what is copied */
  constructor(address) {
    this.address = address;
    const label = { "aria-label": _("Share"), title: _("Copy the address of what is shown") };
    const attributes = { type: "button", ...label, onclick: () => this.copy() };
    this.said = el("p", { class: "gn-shared", role: "status", hidden: true });
    this.root = el("div", { class: "gn-share" }, el("button", attributes, icon(ICON)), this.said);
    this.until = 0;
  }

  async copy() {
    const address = this.address();
    const isCopied = await copied(address);
    const text = isCopied ? _("Address copied.") : _("This browser copies nothing by itself: ");
    const field = el("input", { readonly: true, value: address, "aria-label": _("Address") });
    this.said.replaceChildren(text, ...(isCopied ? [] : [field]));
    this.said.hidden = false;
    if (!isCopied) field.select();
    clearTimeout(this.until);
    this.until = window.setTimeout(
      () => {
        this.said.hidden = true;
      },
      isCopied ? SHOWN_MS : 4 * SHOWN_MS,
    );
  }
}

/**
 * Copy a text; say whether it could be done. Over plain http in a local network there is no
 * clipboard, but the older way works.
 *
 * @param {string} text
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = el("textarea", { class: "gn-copied" });
    field.value = text;
    document.body.append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    return isCopied;
  }
}
