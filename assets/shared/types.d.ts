// Types of what the players share: Streamlit's component, Plotly's figures, what a transport drives.

/** What Streamlit hands to a component's module with each message. */
export interface Component<Data> {
  readonly data: Data;
  readonly parentElement: HTMLElement;
  setTriggerValue(name: string, value: unknown): void;
}

/** What the scrubber and the buttons drive: the live view's player or that of a playback. */
export interface Playable<Shown extends { epoch: number }> {
  readonly playing: boolean;
  /** What is painted; its `epoch` is the number of the step in a playback. */
  readonly shown: Shown | null;
  /** The epoch that was asked for. */
  readonly target: number;
  /** The last epoch that the browser has. */
  readonly known: number;
  /** The last epoch that there is. */
  readonly end: number;
  /** Epochs a second, as they are painted. */
  readonly rate: number;
  /** Whether Play at the end begins again. */
  readonly replays: boolean;
  /** Whether it may not be played yet. */
  readonly held: boolean;
  atEnd(): boolean;
  toggle(): void;
  step(): void;
  back(): void;
  scrub(epoch: number): void;
  go(epoch: number): void;
}

/** What can be undone and redone, in words; and whether a card has just replaced settings. */
export interface Undoable {
  undo: string;
  redo: string;
  replaced: boolean;
}

/** A key, as the browser names it, and what it does. */
export interface Key {
  key: string;
  /** Whether Control, or Command, is to be held with it; and then whether Shift is. */
  ctrl?: boolean;
  shift?: boolean;
  does(): void;
}

/** A number above the panels: its name, what it is, and its text; without one, the player's rate. */
export type Readout<Shown> = [name: string, hint: string, text: ((shown: Shown) => string) | null];

/** Numbers of a trace along one axis; null where one is not finite. */
export type Values = ArrayLike<number | null>;
export type Points = { x: Values; y: Values; z?: Values };

export type Axis = {
  range: [number, number];
  title?: { text: string };
  type?: string;
};

export type SpaceAxis = "xaxis" | "yaxis" | "zaxis";

/** From where a scene is seen; what else Plotly keeps of it is its own. */
export type Camera = { eye: { x: number; y: number; z: number } };

/** A scene of a figure's layout in three dimensions. */
export type Space = Record<SpaceAxis, Axis> & {
  aspectratio: Record<"x" | "y" | "z", number>;
  camera?: Camera;
};

/** A text on a chart. */
export interface Note {
  x: number;
  text: string;
  textangle?: number;
  xanchor?: string;
}

export interface Layout {
  annotations?: Note[];
  margin: { l: number; r: number; t: number; b: number };
  xaxis: Axis;
  yaxis: Axis;
  scene?: Space;
  /** Lines over the chart. */
  shapes?: Record<"x0" | "y0" | "x1" | "y1", number>[];
  legend?: object;
  uirevision?: string;
}

export interface Trace {
  type?: string;
  x?: unknown;
  y?: unknown;
  z?: unknown;
  visible?: boolean;
  name?: string;
  line?: { color: string; width?: number; dash?: string };
  legendgroup?: string;
  marker?: { size?: number };
  /** Of a ball: its corners around zero, at radius 1. */
  meta?: Record<"x" | "y" | "z", number[]>;
}

/** A figure as app/figures describes it. */
export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** A figure in three dimensions. */
export interface SpaceFigure {
  data: Trace[];
  layout: Layout & { scene: Space };
}

/**
 * Parts of Plotly's own objects that are no public interface. scene3d.js asks for each before it
 * uses it.
 */
export interface PlotlyScene {
  traces?: Record<string, { update?(trace: object): void; refineData?: unknown }>;
  glplot: {
    redraw?(): void;
    update?(options: object): void;
    gl?: { readPixels?: () => void };
    objects?: { drawPick?: (() => void) | null }[];
    quiet?: boolean;
  };
  getCamera?(): Camera;
}

/** An element that Plotly has drawn into, or is about to. */
export interface Plot extends HTMLElement {
  data: Trace[];
  layout: Layout;
  _fullLayout?: { scene?: { _scene?: PlotlyScene; camera?: Camera } };
  _fullData?: { type: string; uid: string }[];
  // Each of Plotly's events has a shape of its own.
  // biome-ignore lint/suspicious/noExplicitAny: the handler says what it takes
  on(event: string, handler: (event: any) => void): void;
}

export interface Plotly {
  react(plot: Plot, data: Trace[], layout: Layout, config: object): Promise<void>;
  restyle(plot: Plot, change: object, traces?: number[]): Promise<void>;
  relayout(plot: Plot, change: object): Promise<void>;
  update(plot: Plot, change: object, layout: object): Promise<void>;
  Plots: { resize(plot: Plot): void };
}

declare global {
  interface Window {
    Plotly?: Plotly;
  }
}
