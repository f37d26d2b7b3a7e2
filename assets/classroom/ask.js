// Questions to the route of classes. The browser's key is in a cookie that no script reads.

/** What the server knows no room for, or nobody of this browser in it. */
export class Outside extends Error {}

/** Too many wrong codes were said: one has to wait. */
export class TooMany extends Error {}

/**
 * Ask, and return the answer as it came.
 *
 * @param {string} route
 * @param {string} what
 * @param {object} [said]
 * @param {AbortSignal} [signal]
 */
export async function ask(route, what, said = {}, signal) {
  const url = new URL(route + what, window.location.origin);
  const body = JSON.stringify(said);
  const response = await fetch(url, { method: "POST", body, signal, credentials: "same-origin" });
  if (response.status === 404) throw new Outside();
  if (response.status === 429) throw new TooMany();
  if (!response.ok) throw new Error(`the server said ${response.status}`);
  return response;
}
