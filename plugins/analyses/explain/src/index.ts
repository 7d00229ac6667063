import { definePlugin } from '@wiretax/core';
import { explanation } from './analysis.js';

export { type Breakdown, breakdown } from './breakdown.js';
export { type FrameDifference, frameDifferences, hottestFunctions, type Samples } from './frames.js';
export { explain, explainAll, type Explanation } from './explanation.js';
export { type Gap, type Portion } from './gap.js';
export { namedPairs, type Pair, rowsNamed, transportPairs } from './pairs.js';
export { micros, paragraph, percent, responsePartName } from './paragraph.js';
export { partName } from './parts.js';

export default definePlugin({
  name: '@wiretax/plugin-explain',
  api: 1,
  apply(bench) {
    bench.analyses.add('explain', explanation);
  },
});
