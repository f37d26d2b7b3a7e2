// What has to know whether the picture of the page is there: loading.css, and what is loaded later.

const PAINTED = "data-painted";
const LOADED_MS = 3000; // after the first picture, when all the rest is there too

let waiting = 0;

/**
 * A picture has been painted for the first time, or has come to the page or left it.
 *
 * The page itself is marked too: were it for CSS to look for a picture on it, the browser would look
 * again with each change of anything that the picture holds.
 *
 * @param {Element} root  of the picture
 * @param {boolean} isPainted
 */
export function tellPainted(root, isPainted) {
  root.toggleAttribute(PAINTED, isPainted);
  const isThere = document.querySelector(`body [${PAINTED}]`) !== null;
  document.documentElement.toggleAttribute(PAINTED, isThere);
  clearTimeout(waiting);
  if (isThere) waiting = window.setTimeout(rest, LOADED_MS);
  else turnLoading(true);
}

/** All is there: what may be needed when something is pressed can be loaded now. */
function rest() {
  turnLoading(false);
  for (const link of document.querySelectorAll('link[rel="later"]'))
    link.setAttribute("rel", "prefetch");
}

/**
 * Turn the styles of what loads on or off. All that changes on a page has the browser try them again,
 * which with every frame is as much work as the picture.
 *
 * @param {boolean} isOn
 */
function turnLoading(isOn) {
  const sheet = document.getElementById("glassnet-loading");
  if (sheet instanceof HTMLStyleElement) sheet.disabled = !isOn;
}
