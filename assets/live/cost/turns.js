// Charts of a page take turns, so that no two are drawn in one frame: each costs much of it.

/**
 * What is drawn now and then while a run plays.
 *
 * @typedef {object} Chart
 * @property {HTMLElement} root
 * @property {object | undefined} figure  none as long as there is nothing to draw
 * @property {number} drawn  when it was
 * @property {number} wait  from one time to the next, in milliseconds
 */

/** @type {Chart[]} */
const charts = [];

/** @param {Chart} chart */
export function addChart(chart) {
  charts.push(chart);
}

/**
 * Say whether no chart of the page was drawn just now, and none has waited longer.
 *
 * @param {Chart} chart
 * @param {number} time
 */
export function isTurn(chart, time) {
  return charts
    .filter(({ figure, root }) => figure && isSeen(root))
    .every(({ drawn }) => drawn >= chart.drawn && time - drawn >= chart.wait);
}

/**
 * Say whether an element is on the page and not behind others; without a look at the layout.
 *
 * @param {Element} root
 */
function isSeen(root) {
  return root.isConnected && !root.closest("[hidden], .gn-behind");
}
