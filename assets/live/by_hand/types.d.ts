// Types of backprop by hand: what app/by_hand/panel.py says, and what is asked of it.

import type { Examples } from "../digits/types.d.ts";

/** A number; null where it is not finite. */
type Value = number | null;

export type TabName = "chain" | "steps" | "contributions" | "check" | "broken" | "doctor";
export type UnitPlace = [layer: number, unit: number];

/** What the visitor looks at. */
export interface ByHandLook {
  number: number;
  tab: TabName | "";
  index: number;
  unit: UnitPlace | null;
  /** From 0; null for all examples, summed. */
  example: number | null;
  epsilon: number;
  answer: string;
}

/** What there is to see of it at an epoch. Which of the last parts are there depends on the tab. */
export interface ByHand {
  number: number;
  epoch: number;
  tab: TabName;
  index: number;
  layer: number;
  i: number | null;
  j: number;
  unit: UnitPlace | null;
  example: number | null;
  m: number;
  sizes: number[];
  biases: boolean;
  name: string;
  words: string;
  w: Value;
  dJ_dw: Value;
  wrong: boolean;
  lines?: Line[];
  full?: Line[];
  formulas?: string[];
  stages?: Stage[];
  contributions?: Contributions;
  check?: Check;
  broken?: Broken;
  doctor?: Doctor;
  /** Digits only: the example, and those that contribute most. */
  picture?: Examples;
  contributing?: Examples;
}

/** One step of a calculation. */
export interface Line {
  what: string;
  terms: Term[];
}

export interface Term {
  /** The place of its formula among `formulas`; -1 for none. */
  math: number;
  value?: Value;
  go?: UnitPlace;
  tone?: string;
}

/** A stage of an update. */
export interface Stage {
  title: string;
  math: string;
  what: string;
  rows: { name: string; n: number; values: Value[] }[];
  action?: string;
  /** What the diagram lights: the units of `layer`, the lines that lead to layer `lines` (0: all). */
  layer?: number;
  lines?: number;
  biases?: boolean;
  weights?: Value[];
}

/** What each example adds to the gradient; `bars` and `points` in units of `top`. */
export interface Contributions {
  m: number;
  top: Value;
  sum: Value;
  up: number;
  down: number;
  slope: Value;
  total: Value;
  bars: string;
  examples: number[];
  points: string;
}

export interface Check {
  analytic: Value;
  numerical: Value;
  relative: Value;
  epsilon: number;
  norm: Value;
  off: Value;
  tiny: boolean;
  norm_epsilon: number;
  n: number;
  of: number;
  wrong: number[];
  names: string[];
}

export interface Mistake {
  name: string;
  label: string;
  what: string;
  shows: boolean;
  why_not: string;
}

export interface Broken {
  on: string;
  init: string;
  search: string;
  zeros: boolean;
  riddle: number;
  mistakes: Mistake[];
  answer?: { name: string; right: boolean; said: string };
}

export interface Doctor {
  layers: {
    name: string;
    activation: string;
    saturated: Value[];
    word: string;
    gradient: Value;
  }[];
  said: string[];
  ill: boolean;
}
