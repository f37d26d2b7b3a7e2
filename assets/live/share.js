// Share: copies the page's address, which holds all that is seen, the epoch included, and then, for
// who hands it in, a line with what it claims.

import { el, icon } from "../shared/dom.js";
import { _ } from "../shared/language.js";
import { needStyle } from "../shared/styles.js";

needStyle("share.css", import.meta.url);

const ICON =
  "M18 16.100c-.760 0-1.440.300-1.960.770L8.910 12.700a3.300 3.300 0 0 0 0-1.390l7.050-4.110A3 3 0 1 0 15 5c0 .240.040.470.090.700L8.040 9.810a3 3 0 1 0 0 4.380l7.120 4.160a2.800 2.800 0 0 0-.080.650 2.920 2.920 0 1 0 2.920-2.900z";
const SHOWN_MS = 8000;

export class Share {
  /**
   * @param {() => string} address  what is copied
   * @param {() => string} result  a line with what is shown, which can be trained again
   */
  constructor(address, result) {
    this.address = address;
    this.result = result;
    const label = { "aria-label": _("Share"), title: _("Copy the address of what is shown") };
    const attributes = { type: "button", ...label, onclick: () => this.copyAddress() };
    this.said = el("p", { class: "gn-shared", role: "status", hidden: true });
    this.root = el("div", { class: "gn-share" }, el("button", attributes, icon(ICON)), this.said);
    this.until = 0;
  }

  copyAddress() {
    const title = _("What is shown, with its numbers, as a line that can be checked");
    const label = _("Copy a result line");
    const more = el("button", { type: "button", title, onclick: () => this.copyResult() }, label);
    return this.copy(this.address(), _("Address copied."), _("Address"), [" ", more]);
  }

  copyResult() {
    return this.copy(this.result(), _("Result line copied."), _("Result line"), []);
  }

  /**
   * @param {string} what  is copied
   * @param {string} done  what is said then
   * @param {string} name  of the field that shows it where that cannot be done
   * @param {(Node | string)[]} more  what is offered beside
   */
  async copy(what, done, name, more) {
    const isCopied = await copied(what);
    const text = isCopied ? done : _("This browser copies nothing by itself: ");
    const field = el("input", { readonly: true, value: what, "aria-label": name });
    this.said.replaceChildren(text, ...(isCopied ? [] : [field]), ...more);
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
