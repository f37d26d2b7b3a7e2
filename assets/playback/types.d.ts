// Types of a playback: what app/playback/playback.py says of a path that is known as a whole.

import type { Figure } from "../shared/types.d.ts";

export interface Content {
  /** What only the same path has. */
  name: string;
  page: string;
  /** The number of the step that each picture shows. */
  steps: number[];
  panels: PanelContent[];
  moving: Moving[];
  readouts: [name: string, hint: string, texts: string[]][];
  /** A sentence on how it ended, and whether that is good news. */
  ending: string;
  good: boolean;
  /** Of the table of steps, one row a picture; no columns for no table. */
  columns: string[];
  rows: string[][];
  /** Panels whose cameras turn together, and panels where a click chooses a start. */
  linked: number[];
  pick: number[];
  /** Panels whose first shape, a line, can be dragged. */
  drag: number[];
  /** Frames per second. */
  speed: number;
  /** What the steps are. */
  unit: string;
  opens_at_end: boolean;
  /** Why it cannot be played yet, as a sentence; empty if it can. */
  held: string;
  /** Whether the page is told when the end is first seen. */
  tells_end: boolean;
  /** Whether the page is told at which step it rests. */
  tells_rest: boolean;
}

export interface PanelContent {
  title: string;
  note: string;
  /** Of 12 columns; in pixels. */
  span: number;
  height: number;
  figure: Figure;
}

/**
 * A trace that changes with the picture. A trail shows the points up to the present one; of `each`,
 * a picture has the whole trace.
 */
export type Moving = { panel: number; trace: number } & (
  | { kind: "trail"; x: Values; y: Values; z: Values | null }
  | { kind: "each"; x: Values[]; y: Values[]; z: Values[] | null }
);

type Values = (number | null)[];

/** A picture of the path: its number from 0, and that of its step. */
export interface Picture {
  i: number;
  epoch: number;
}
