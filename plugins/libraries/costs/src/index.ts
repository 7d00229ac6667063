export { type Breakdown, breakdown } from './breakdown.js';
export { explain, explainAll, type Explanation } from './explanation.js';
export {
  type FrameDifference,
  frameDifferences,
  type HotFunction,
  hottestFunctions,
  type Samples,
} from './frames.js';
export type { Comparison, Gap, Portion } from './gap.js';
export { cpuMargin } from './launch-effects.js';
export { namedPairs, type Pair, rowsNamed, transportPairs } from './pairs.js';
export { leadingParts, paragraph, responsePartName, statement, together } from './paragraph.js';
export { isSplit, partName } from './parts.js';
