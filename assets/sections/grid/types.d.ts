// What app/sections/grid/message.py says.

import type { ComputedMaps, PlaneScene } from "../../live/types.d.ts";

/** The network of two inputs whose output is drawn: from its weights. */
export interface PlanePicture {
  palette: number;
  sizes: number[];
  biases: boolean;
  plane: PlaneScene["plane"];
  computed_maps: ComputedMaps;
  /** As float32 in base 64. */
  theta: string;
  /** Bytes from one contour line to the next. */
  isolines?: number;
  bytes?: undefined;
}

/** Pixels as they come: a map, or pictures of units one below the other. */
export interface BytesPicture {
  palette: number;
  size: [columns: number, rows: number];
  /** In base 64. */
  bytes: string;
  units?: number;
  isolines?: number;
}

export type Picture = PlanePicture | BytesPicture;

/** Lower quartile, median, upper quartile; null where infinite. */
export type Spread = [low: number | null, median: number | null, high: number | null];

export interface Cell {
  /** Runs that have ended. */
  n: number;
  diverged: number;
  /** Why it makes no run, if it makes none. */
  problem: string;
  /** By the names of measures; null where no run has one. */
  values: Record<string, Spread | null>;
  picture: Picture | null;
}

export interface Measure {
  name: string;
  label: string;
  kind: "cost" | "share" | "epoch";
  /** Whether more is better. */
  high: boolean;
  /** Number of the best cell. */
  best: number | null;
}

export interface Axis {
  label: string;
  values: string[];
}

export interface Grid {
  /** Columns, rows and groups of rows, as far as there are any. */
  axes: Axis[];
  /** Runs of a cell. */
  n: number;
  folds: boolean;
  target: number | null;
  measures: Measure[];
  /** Column by column, row by row, group by group; null of what nothing is known yet. */
  cells: (Cell | null)[];
  palettes: number[][];
}
