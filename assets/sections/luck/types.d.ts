// What app/sections/luck/summary.py sends.

import type { ComputedMaps, PlaneScene } from "../../live/types.d.ts";

/** A network that is trained. */
export interface Network {
  number: number;
  /** Of what differs: of the initial weights, of the data, or of both. */
  seeds: number[];
  /** null where it has diverged. */
  cost: number | null;
  /** null where there are no classes. */
  accuracy: number | null;
  diverged: boolean;
}

/** A number at each epoch; null where it is infinite. */
export type Line = (number | null)[];

/** Small pictures, in the order of the networks: by what they are computed, or as they are. */
export interface Small {
  columns: number;
  rows: number;
  palette: number[];
  computed?: ComputedMaps & Pick<PlaneScene, "sizes" | "biases" | "plane">;
  /** float32 in base 64. */
  thetas?: string;
  /** A byte a pixel in base 64. */
  pixels?: string;
}

export interface Luck {
  /** Of all networks, also of those that are not trained yet. */
  n: number;
  factor: "weights" | "data" | "both";
  /** Whether the costs are those of the test examples. */
  test: boolean;
  unit: string;
  epochs: number[];
  /** How many of them are shown. */
  shown: number;
  /** Costs of all networks at the epochs as float32 in base 64; NaN where they are not known. */
  curves: string;
  middle: Record<"lower" | "median" | "upper", Line> | null;
  /** The best first. */
  networks: Network[];
  /** Numbers of networks. */
  three: Partial<Record<"best" | "median" | "worst", number>>;
  small: Small | null;
  /** Of each picture: shift and scale of the two inputs, float32 in base 64. */
  scalings: string;
  /** Shares of the variance: weights, data, both together. */
  variance: [number, number, number] | null;
}
