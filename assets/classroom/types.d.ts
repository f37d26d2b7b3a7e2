// Types of a class: what its page is given, and what the server says of the room.

import type { Header } from "../live/types.d.ts";

/** What the page of a class is given. */
export interface ClassPage {
  /** Address of the route that all is asked of. */
  route: string;
  /** Address of the page itself. */
  classroom: string;
  /** "nobody", "learner" or "teacher". */
  role: string;
  /** The code in the address, if any. */
  code: string;
  /** What a second teacher was handed, if any. */
  secret: string;
  /** What learners open to join, without the code; empty where the server cannot know. */
  join: string;
  /** Whether it may hold this machine's address in the network in place of the one asked for. */
  isGuess: boolean;
}

/** What every page of somebody in a class is given. */
export interface BarData {
  route: string;
  classroom: string;
  page: string;
  teaches: boolean;
}

/** What the server says of a room. */
export interface RoomState {
  events: number;
  code: string;
  /** Whether the store of the class does not answer: what is said now is said again later. */
  isAway: boolean;
  calls: number;
  isPaused: boolean;
  n: number;
  question?: RoomQuestion;
  /** For the teacher alone. */
  people?: Person[];
  leads?: boolean;
}

/** The question that was asked last. */
export interface RoomQuestion {
  number: number;
  text: string;
  choices: string[];
  isRevealed: boolean;
  /** The number of what came, where the teacher has said so. */
  truth: number | null;
  mine: number | null;
  /** How many have said each; null until it is shown. */
  counts: number[] | null;
}

export interface Person {
  id: string;
  name: string;
  animal: number;
}

/** What a follower has of what the teacher shows. */
export interface FollowCommand {
  source: string;
  serial: number;
  scene: string;
  view: string;
  branch: number;
  events: number;
}

/** The head of what followers are sent. */
export interface ShownHeader extends Header {
  page: string;
  title: string;
  address: string;
  panels: string[];
  source: string;
  events: number;
  calls: number;
  room_paused: boolean;
}

/** A learner's network as it is now, small. */
export interface Tile {
  id: string;
  /** Filled in by the wall, which knows who they are. */
  name: string;
  page: string;
  status: string;
  epoch: number;
  J: number | null;
  test_accuracy: number | null;
  /** Of a lesson, in words. */
  step: string;
  /** What keeps it from learning, in words; empty where nothing does. */
  stuck: string;
  /** Opens the run as it is there. */
  address: string;
  picture: ({ colors: [number, number, number][] } & Record<string, unknown>) | null;
}
