// The epoch that is shown, in the page's address: who opens it elsewhere sees the same. The browser
// keeps it there by itself, since a run of the page's script for each would cost the server more
// than the run.

const KEY = "epoch";

/**
 * Return an address with an epoch, or without one at the start of a run.
 *
 * @param {string} address
 * @param {number} epoch
 */
export function addressAt(address, epoch) {
  // What else stands there stays as it is written: URLSearchParams would write "~" otherwise.
  const [path, query = ""] = address.split("#")[0].split("?");
  const parts = query.split("&").filter((part) => part && !part.startsWith(`${KEY}=`));
  if (epoch > 0) parts.push(`${KEY}=${epoch}`);
  return parts.length ? `${path}?${parts.join("&")}` : path;
}

/**
 * Have the page's address say which epoch is shown.
 *
 * @param {number} epoch
 */
export function keepInAddress(epoch) {
  const { href } = window.location;
  const address = addressAt(href, epoch);
  if (address !== href) window.history.replaceState(window.history.state, "", address);
}
