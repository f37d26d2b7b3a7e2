// What loading.css has to know: whether the picture of the page is there.

const PAINTED = "data-painted";

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
}
