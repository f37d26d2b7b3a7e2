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
  const url = new URL(address);
  if (epoch > 0) url.searchParams.set(KEY, String(epoch));
  else url.searchParams.delete(KEY);
  return url.href;
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
