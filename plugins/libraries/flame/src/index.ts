/** Folded stacks, what they were spent on, and flame graphs: pure functions of text and numbers. */
export { attribute, Categoriser } from './attribution.js';
export type { Attribution, UnmatchedStack } from './attribution.js';
export { categories } from './category.js';
export type { Category } from './category.js';
export { ScriptFolder, scriptFields } from './fold.js';
export type { Folded } from './fold.js';
export { foldedText, parseFolded, samplesIn } from './folded.js';
export type { Stacks } from './folded.js';
export { differentialFlameGraph, emptyFlameGraph, flameGraph, flameGraphData } from './graph-page.js';
export type { ComparedStacks, Comparison, FlameGraph } from './graph-page.js';
export type { Rule } from './rule.js';
export { javaScriptShare } from './javascript-share.js';
export { plain } from './frame.js';
export type { Shorten } from './javascript-frame.js';
export { locationsWithin, type StackedPackage } from './packages.js';
