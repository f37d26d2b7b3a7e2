// What app/pages/start sends, and what its recordings hold.

import type { ComputedMaps } from "../../live/types.d.ts";

/** Colors of the film and of the cards; maps as r, g, b of each byte. */
export interface Colors {
  maps: Record<"classes" | "score" | "surface", number[]>;
  points: string[];
  outlines: string[];
  negative: string;
  positive: string;
  curves: string[];
  path: string;
  dashes: boolean;
}

/** A page on the path. */
export interface Step {
  name: string;
  title: string;
  line: string;
  address: string;
}

export interface Start {
  film: string;
  thumbnails: string;
  yours: string;
  colors: Colors;
  path: Step[];
}

/** A recorded run: app/pages/start/film.py. Arrays are float32 in base 64. */
export interface FilmData {
  sizes: number[];
  biases: boolean;
  plane: [[number, number], [number, number]];
  map: [number, number];
  unit_map: [number, number];
  computed_maps: ComputedMaps;
  X: string;
  labels: number[];
  epochs: number[];
  J: number[];
  wrong: (number | null)[];
  thetas: string;
}

export interface CurveData {
  x: number[];
  y: number[];
  ball: { x: number[]; y: number[] };
}

export interface SurfaceData {
  side: number;
  map: string;
  ball: [number, number][];
}

/** A line that parts a few points, from one side of a square to the other; none where it misses it. */
export interface LineData {
  kind: "lines";
  reach: [low: number, high: number];
  /** x1 and x2 of each point in turn. */
  x: number[];
  /** The class of each: 0 or 1. */
  y: number[];
  lines: number[][];
}

/** The picture on a card: app/pages/start/thumbnails.py. */
export type ThumbnailData =
  | ({ kind: "film" } & FilmData)
  | { kind: "curves"; curves: CurveData[] }
  | LineData
  | { kind: "surfaces"; maps: SurfaceData[] }
  | { kind: "gradients"; sizes: number[]; biases: boolean; gradients: string }
  | { kind: "pictures"; n: number; side: number; pictures: string[] };

/** What can be drawn: the pictures of one card, or the film. */
export interface Moving {
  /** How many pictures there are. */
  readonly n: number;
  draw(i: number): void;
}
