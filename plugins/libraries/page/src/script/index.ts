/** What pages run. */
export type { Cell, Kept, Sheet } from './downloads.js';
export { comparedGraph, type Graph, type GraphData } from './flame.js';
export { downloads, flame, print, scriptOf, type ScriptPart, theme, values } from './script.js';
