// Types of the Digits page: what app/pages/digits/scene.py says, and what is asked of it.

import type { Frame } from "../types.d.ts";

/** Its part of the scene. */
export interface Digits {
  /** Pixels of a digit each way, and of a unit's picture. */
  side: number;
  shown_side: number;
  n_pictures: number;
  /** Which examples are confused and shown, and how many they are. */
  part: string;
  n: number;
  labels: number[];
  pixels: string;
  units: string;
}

export interface DigitsFrame extends Frame {
  outputs: Float32Array;
  lit: Float32Array;
  confusion: Uint16Array;
  pictures: Uint8Array;
  said: Uint8Array;
  sure: Uint8Array;
}

/** What the visitor looks at; `drawing` is the number of the drawing, 0 for an empty sheet. */
export interface DigitsWish {
  number: number;
  drawing: number;
  strokes: Stroke[];
  unit: number;
  wall: WallName;
}

export type WallName = "first" | "wrong";

/** Points of a line that was drawn: x, and y downwards, with the sheet from 0 to 1. */
export type Stroke = [x: number, y: number][];

/** Some examples, by what they were chosen for; a byte a pixel in base 64. */
export interface Examples {
  pixels: string;
  labels: number[];
  value: number[];
}

/** What there is to see of a wish at an epoch. */
export interface DigitsLooks {
  epoch: number;
  number: number;
  drawn?: DrawnDigit;
  unit?: UnitLooks;
  wrong?: WrongDigits;
}

/** A drawing on its way to the network. */
export interface DrawnDigit {
  drawing: number;
  fine: string;
  fine_side: number;
  pixels: string;
}

/** One unit through the iterations. */
export interface UnitLooks {
  unit: number;
  epochs: number[];
  film: string;
  most: Examples;
  least: Examples;
}

export interface WrongDigits extends Examples {
  n: number;
  said: number[];
}
