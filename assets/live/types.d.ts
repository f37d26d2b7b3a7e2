// Types of the live view: what the server says (app/live/answer.py, app/live/plane_scene.py), and
// what the browser asks for.

import type { Figure, Key, SpaceFigure, Undoable } from "../shared/types.d.ts";
import type { ByHand, ByHandLook } from "./by_hand/types.d.ts";
import type { Digits, DigitsFrame, DigitsLooks, DigitsWish } from "./digits/types.d.ts";
import type { PastRuns } from "./past_runs.js";
import type { Player } from "./player.js";

/** What the page says: which run is to be asked, and that there may be news. */
export interface Mounted {
  page: string;
  /** Names of its panels, in the order in which they stand. */
  panels: string[];
  /** Of the live route. */
  address: string;
  /** The visitor's. */
  key: string;
  /** Of the newest command that was obeyed. */
  number: number;
  /** Counts what the page has changed. */
  revision: number;
  undo: Undoable;
  lesson: Lesson | null;
}

/** What a lesson waits for, and what the visitor has predicted. */
export interface Lesson {
  /** Whether the run may not be played yet, and why: a sentence. */
  held: boolean;
  reason: string;
  sketch: Sketch | null;
  /** Its name in an address that is taken elsewhere: its text, where an address can hold it. */
  link: string;
}

/** A prediction that is drawn: a curve of costs by epoch, or the line between classes on the plane. */
export interface Sketch {
  kind: "curve" | "boundary";
  /** The last epoch that a curve is drawn for. */
  at: number;
  /** Whether it can be drawn now. */
  isOpen: boolean;
  /** In units of the chart. */
  points: [number, number][];
  label: string;
}

/** A chart over which a prediction can be drawn. */
export interface SketchedChart {
  kind: Sketch["kind"];
  /** The element that its axes lie in. */
  holder: HTMLElement;
  /** What the axes show; null where they have not been drawn yet. */
  axes(): Axes | null;
  /** Called when the axes show something else, or have another size. */
  onAxes: () => void;
  /** Have the axes hold a prediction; null where there is none. */
  hold(least: Least | null): void;
}

/** What the axes of a chart show; the margins are those of the chart around them, in pixels. */
export interface Axes {
  range: Range2;
  /** Whether the vertical one is logarithmic: its range is then of the logarithm to base 10. */
  isLog: boolean;
  margin: { l: number; r: number; t: number; b: number };
}

/** What axes are to hold: up to an epoch, and costs from one to another. */
export interface Least {
  x: number;
  low: number;
  high: number;
  /** Whether there has to be room to draw in. */
  isOpen: boolean;
}

/** The head of a message. */
export interface Header {
  /** Names the run, and tells one description of it from another. */
  scene: string;
  view: string;
  /** Counts what the page has changed. */
  revision: number;
  /** Of the run: counts its forks. */
  branch: number;
  /** The earliest epoch where it was forked since the browser asked last, if it was. */
  cut: number | null;
  n_frames: number;
  /** The epoch that the run is meant to end at. */
  epochs: number;
  /** Frames a second, and whether others who play at the same time hold that down. */
  pace: number;
  shared: boolean;
  /** The epoch where the server rests, and the one that it was asked for. */
  shown: number;
  aim: number;
  /** How often the page has gone to another epoch, and has asked for the run to be played. */
  jumps: number;
  plays: number;
  playing: boolean;
  /** Whether a lesson waits for something from the visitor: then nothing is played. */
  held: boolean;
  /** Whether there was not the time for all of the answer: to ask again is to go on. */
  unfinished: boolean;
  /** Milliseconds for which the run is to ask for no more: it had more than its share. */
  wait: number;
  /** What the page around the stage has not been drawn for; empty if it is new. */
  stale: string;
  lanes: LaneState[];
  aside: Asides;
  /** The epoch of its newest part that is sent now and then only, of those that were sent. */
  slow: number;
  /** What the lanes look like, where the browser does not know it. */
  scenes?: Scene[];
}

/** How the run of a lane is doing. */
export interface LaneState {
  /** Updates a second, as the engine makes them. */
  rate: number;
  status: string;
  message: string;
  /** The epoch where it ended. */
  last_epoch: number | null;
}

/** What the player reads of it. */
export type PlayerHeader = Omit<Header, "n_frames" | "stale" | "aside" | "scenes">;

/** What goes with an epoch and changes less often than frames do, by the part of the page. */
export interface Asides {
  advice?: Advice;
  by_hand?: ByHand;
  digits?: DigitsLooks;
  loss_surface?: LossSurface;
  race?: Race;
  goals?: Goal[];
}

/** How far a goal of a lesson is. */
export interface Goal {
  text: string;
  /** What has to hold: whether it does, the number that is compared, and the best one so far. */
  clauses: { text: string; holds: boolean; now: number | null; best: number | null }[];
  /** The epoch at which it was reached first. */
  met: number | null;
}

/** Where each lane first came to the cost that they race for; null where it has not yet. */
export interface Race {
  lanes: (Arrival | null)[];
}

/** The epoch, and passes over the data and processor time until then. */
export interface Arrival {
  epoch: number;
  passes: number;
  ms: number;
}

/** A lane of a comparison, beside the others. */
export interface LaneOf {
  /** Its position among the tiles, which is also its color. */
  place: number;
  /** What it has otherwise than the others. */
  name: string;
  /** Short hashes: equal ones are the proof of the same start. */
  start: Start;
  /** The lane and the epoch from which it branched. */
  from: { place: number; epoch: number } | null;
}

/** Of data, initial weights and order of batches, which is empty where an update takes all. */
export type Start = Record<"data" | "weights" | "batches", string>;

/** What is said of all lanes of a comparison together. */
export interface Study {
  /** In what they differ, and what of their start is the same. */
  sentence: string;
  start: string;
  /** What moves them together, what a step of it is called, and milliseconds of one if it is time. */
  clock: ClockName;
  unit: string;
  tick: number;
  view: "tiles" | "one";
  /** The cost that they race for. */
  target: number | null;
  /** Whether their costs are of one kind. */
  comparable: boolean;
}

export type ClockName = "epoch" | "passes" | "time";

/** What the page is asked to do with a lane. */
export interface LaneAction {
  do: "front" | "single_out" | "remove" | "double" | "only" | "add" | "branch" | "change";
  place: number;
  epoch: number;
}

/** What keeps a run from learning, and what to try. */
export interface Finding {
  name: string;
  line: string;
  try: Try[];
}

/** Why a run is stuck at an epoch; without a line, nothing is wrong. */
export interface Advice extends Finding {
  epoch: number;
  /** What else was found, less urgent. */
  others: Finding[];
}

export interface Try {
  label: string;
  /** By the names of fields. */
  set: Record<string, string>;
  /** Whether the run begins again, and whether it is then played. */
  again: boolean;
  plays: boolean;
}

/** Numbers of an epoch by their names; null where one of a former frame was not finite. */
export type Numbers = Record<string, number | null>;

/** A point of the curves by epoch. */
export interface Point {
  epoch: number;
  numbers: Numbers;
  /** Of the other lanes. */
  others?: Point[];
}

/** One epoch. Its arrays are named by the scene's `parts`. */
export interface Frame extends Point {
  numbers: Record<string, number>;
  /** Of the other lanes, where this is the frame of the first. */
  others?: Frame[];
}

export interface PlaneFrame extends Frame {
  theta: Float32Array;
  /** Only where the browser does not compute them. */
  map?: Uint8Array;
  units?: Uint8Array;
  /** Of each example, 1 where its class is wrong. */
  wrong?: Uint8Array;
}

/** Maps of a frame, one byte a pixel: of the output, and of the units one after the other. */
export interface FrameMaps {
  map: Uint8Array;
  units: Uint8Array;
}

/** What has the maps of a scene's frames; they hold until those of another frame are asked for. */
export interface Maps {
  of(frame: PlaneFrame): FrameMaps;
}

/** What a panel can ask of the stage that it stands on. */
export interface Host {
  readonly player: Player;
  /** The runs before the present one. */
  readonly pastRuns: PastRuns;
  /** Something else is to be seen; `again` if frames show it. */
  wish(wishes: Wishes, again: boolean): void;
  /** Settings are to change from the epoch that is shown on, and something else is to be seen. */
  set(set: Record<string, unknown>, wishes: Wishes): void;
  /** Have a screen reader say something that has come up. */
  say(sentence: string): void;
  /** Tell all panels what is looked at. */
  tell(interest: Interest): void;
  /** Have the page around the stage do something with a lane. */
  arrange(action: LaneAction): void;
}

/**
 * Where a part of a panel stands: close under the row of buttons, in a row of its own below that, below
 * that, beside that, across both, in two columns under the whole picture, or after all of it.
 */
export type Place = "under" | "top" | "middle" | "right" | "wide" | "below" | "after";

/** A panel of the table in panel_table.js. A page's scene lists it by its name. */
export interface Panel {
  parts: Partial<Record<Place, Node>>;
  /** Whether it stands in place of all others now. */
  readonly isAlone?: boolean;
  /** Another run, or another look of it; with those of all lanes. */
  setScene(scene: Scene, scenes: Scene[]): void;
  /** The same run has other axes; `isMoved` if the plane shows something else. */
  updateScene?(scene: Scene, isMoved: boolean): void;
  /** What came with an answer and holds from an epoch on. */
  receive?(asides: Asides): void;
  /** `all` is true where a run rests: then nothing is left out to save time. */
  paint?(frame: Frame, all: boolean): void;
  /** A fork or a jump: what had been sent for later epochs is no more. */
  forget?(): void;
  /** What is looked at has changed. */
  hear?(interest: Interest): void;
  /** Draw anew what takes its colors from the theme. */
  draw?(): void;
  /** The stage has another size. */
  resize?(): void;
  /** Keys that it takes now. */
  readonly keys?: Key[];
  /** Its chart, where a prediction can be drawn over it. */
  readonly sketched?: SketchedChart;
}

/** What the module of a panel exports. */
export interface PanelModule {
  default: new (host: Host) => Panel;
}

/** What is looked at, as panels tell each other. */
export interface Interest {
  /** The unit that the pointer or the focus is on. */
  inspected?: { unit: number; title: string } | null;
  /** What was clicked: a weight or a unit of the diagram, an example, a weight of a unit's picture. */
  pick?:
    | { index: number }
    | { unit: [layer: number, unit: number] }
    | { example: number }
    | { layer: number; i: number; j: number };
  /** What backprop by hand speaks of. */
  light?: Light | null;
  marks?: Marks | null;
}

/** How the browser computes the maps of a frame from its theta. */
export interface ComputedMaps {
  /** Of each layer but the inputs; the range is that of its values, null where it has none. */
  activations: [name: string, range: [number, number] | null][];
  output: "classes" | "score";
  /** What the network is fed is (x - shift) / scale, input by input. */
  shift: number[];
  scale: number[];
  /** A unit's map has each stride-th pixel, both ways. */
  stride: number;
}

/** How a frame lies in a message: names of its numbers, then name, type and length of arrays. */
export interface FrameLayout {
  numbers: string[];
  parts: [name: string, type: "f4" | "u2" | "u1", count: number][];
}

interface SceneBase extends FrameLayout {
  sizes: number[];
  layers: string[];
  readouts: [name: string, hint: string, key: string, kind: string][];
  /** What an epoch is called. */
  unit: string;
  /** Which number each line of the chart shows. */
  curves: string[];
  /** What makes the run another one: name of a field -> its name and value, as "α 0.5". */
  settings: Record<string, string>;
  /** The changes made during the run, as the address has them. */
  changes: string;
  /** Where it is compared: itself, and in the first lane's what is said of all. */
  lane?: LaneOf;
  study?: Study;
  /** `tick` is that of the common clock. */
  past: ({ epoch: number; tick?: number } & Numbers)[];
  cost: Figure;
  /** Of the classes: the first two are also what is negative and what is positive. */
  colors: [negative: string, positive: string, third: string];
  /** Whether the lines of what is negative are dashed. */
  dashes: boolean;
  /** What the colors are called in a sentence. */
  words: Record<"negative" | "positive" | "path" | "shadow", string>;
  unit_palette: number[];
  /** The tab with which the panel of backprop by hand opens by itself. */
  open_by_hand?: "chain" | "broken";
}

/** A network of two inputs over its plane. */
export interface PlaneScene extends SceneBase {
  biases: boolean;
  /** Columns and rows of the map of the output, and of a unit's. */
  map: [number, number];
  unit_map: [number, number];
  /** Null where the frames hold their maps. */
  computed_maps: ComputedMaps | null;
  plane: Range2;
  /** The training examples: x1, x2, ... as float32 in base 64. */
  examples: string;
  /** The same of the test examples. */
  test_examples: string;
  /** The class of each training example and then of each test example, a byte each in base 64. */
  labels: string;
  /** 0 where there are no classes. */
  n_classes: number;
  class_palette: number[];
  inputs: string[];
  boundary_title: string;
  boundary: Figure;
  /** What one step of the map's bytes is worth, where lines of equal output are drawn. */
  isolines?: number;
  relief?: SpaceFigure;
  truth_table?: { rows: number[][]; keys: string[] };
  loss_surface?: LossSurfaceScene;
  weights?: { name: string; rows: number; columns: number }[];
  way?: { formula: string; what: string; keys: string[] }[];
  accuracy?: undefined;
  digits?: undefined;
}

export interface DigitsScene extends SceneBase {
  accuracy_curves: string[];
  accuracy: Figure;
  digits: Digits;
  plane?: undefined;
  boundary?: undefined;
  inputs?: undefined;
}

/** What a run looks like. */
export type Scene = PlaneScene | DigitsScene;

export type Range2 = [x: [number, number], y: [number, number]];

export interface LossSurfaceScene {
  costs: [name: string, label: string, top: number][];
  surfaces: SpaceFigure[];
  compare: Figure;
}

/** Costs over a plane through the weights of an epoch, with the path of the run. */
export interface LossSurface {
  epoch: number;
  note: string;
  names: [string, string];
  s: number[];
  t: number[];
  /** Weights are projected onto the plane by (theta - origin) times each row of `dual`. */
  origin: number[];
  dual: [number[], number[]];
  epochs: number[];
  at: [number[], number[]];
  heights: Record<string, { J: string; true: (number | null)[]; below: (number | null)[] }>;
}

/** What a visitor wants to look at, by the part of the page. */
export interface Wishes {
  by_hand?: ByHandLook;
  digits?: DigitsWish;
}

/** What the browser asks the server for: where to be, so that twice is the same as once. */
export interface Command {
  /** Rest at an epoch; play on from it, with `n` more frames; begin again. */
  name: "show" | "more" | "reset";
  number: number;
  epoch: number;
  n: number;
  /** The epoch that is painted. */
  shown: number;
  /** What is known of the run. */
  scene: string;
  branch: number;
  jumps: number;
  view: string;
  slow: number;
  /** The revision that is known, where another one is expected any moment. */
  news?: number;
  wish?: Wishes;
  /** Settings to change from the epoch on, by the names of their fields. */
  set?: Record<string, unknown>;
}

/** What backprop by hand lights in the diagram. */
export interface Light {
  /** A parameter's place in theta, or a unit. */
  index: number | null;
  unit: [layer: number, unit: number] | null;
  place: { layer: number; i: number | null; j: number };
  /** Parameters whose gradient is wrong. */
  wrong: number[];
  stage: import("./by_hand/types.d.ts").Stage | null;
  /** Digits of the numbers in the diagram. */
  n: number;
}

/** What is marked on the plane: an example, and what each adds to the gradient. */
export interface Marks {
  example: number | null;
  contributions: string | undefined;
}

export type { ByHand, ByHandLook, Digits, DigitsFrame, DigitsLooks, DigitsWish };
