// What an answer of the server's changes in what a player shows. No drawing here.

/** @import { Command, Frame, PlayerHeader, Point } from "./types.d.ts" */
/** @import { Player } from "./player.js" */

/**
 * Take in an answer.
 *
 * @param {Player} player
 * @param {PlayerHeader} header
 * @param {Frame[]} frames
 * @param {Command} command  that it answers
 * @param {Point[]} past  numbers of what was shown before, where the scene is another
 */
export function takeIn(player, header, frames, command, past) {
  const before = player.header;
  player.header = header;
  if (header.scene !== before.scene) {
    begin(player, frames, past);
    // A Play that the run before had not heard of is meant for this one.
    player.playing = player.playing && !before.playing && !player.atEnd() && !header.held;
    player.seen.begin();
    if (player.playing) player.started = true;
    return;
  }
  store(player, frames);
  const isHeard = player.questions.isHeard || header.shown === player.target;
  if (header.jumps !== before.jumps) player.rest(header.shown);
  else if (player.playing && player.epoch > player.end) player.rest(player.end);
  else if (!player.playing && isHeard) settle(player, command);
}

/**
 * Another run.
 *
 * @param {Player} player
 * @param {Frame[]} frames
 * @param {Point[]} past
 */
function begin(player, frames, past) {
  const { aim, shown } = player.header;
  player.frames.clear(past);
  player.frames.add(frames);
  player.shown = null;
  player.furthest = 0;
  player.target = aim; // which may take the server longer to come to
  player.started = aim > 0;
  player.show(player.frames.at(shown));
}

/**
 * More of the same run, which may have been forked: what came after that is no more.
 *
 * @param {Player} player
 * @param {Frame[]} frames
 */
function store(player, frames) {
  const { cut } = player.header;
  if (cut !== null) player.frames.cut(cut);
  player.furthest = Math.min(player.furthest, cut ?? player.furthest);
  player.frames.add(frames);
  if (cut !== null && player.playing && player.epoch > cut) player.show(player.frames.at(cut));
}

/**
 * At rest: show what was asked for, or what there is in place of it.
 *
 * @param {Player} player
 * @param {Command} command
 */
function settle(player, { name, epoch }) {
  if (name === "more") return;
  const { shown, aim, unfinished } = player.header;
  // Where it takes the server longer to get there, the next question is the same.
  if (name === "show" && epoch === player.target) player.target = aim;
  // The visitor may have stepped the other way meanwhile.
  const isAway = Math.abs(shown - player.target) > Math.abs(player.epoch - player.target);
  const frame = player.frames.at(shown);
  // An answer for which there was not the time may lack the very frame that a fork has taken away.
  if (shown === aim && !isAway && (!unfinished || frame?.epoch === shown)) player.show(frame);
}
