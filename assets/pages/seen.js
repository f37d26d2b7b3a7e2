// Every page mounts this, so that the start page knows what was seen. It draws nothing.

/** @import { Component } from "../shared/types.d.ts" */

import { see } from "./start/progress.js";

/** @param {Component<string>} component */
export default function mount({ data }) {
  see(data);
}
