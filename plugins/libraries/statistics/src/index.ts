export { bootstrap, type BootstrapOptions, type Derived } from './bootstrap.js';
export { mergeDistributions, meanOf, quantileOf } from './distribution.js';
export { type Blocks, compareBlocks, sharedBlocks } from './blocks.js';
export { type Claim, claimOf, type ClaimOptions } from './claim.js';
export {
  type CollectionOverlay,
  type OverlaidSlice,
  overlayCollections,
  parseCollections,
  type Pause,
} from './collection-overlay.js';
export { cpuPerCall, serverCpuPerCall } from './cpu.js';
export { compareLaunches, conclude, type Conclusion, type Effect } from './effect.js';
export {
  anotherState,
  compareStates,
  type Reading,
  readingsOf,
  type StateComparison,
  stateRatios,
} from './machine-state.js';
export { launchesToTell, mostPromised } from './launches-needed.js';
export { effectOfLogs, type Logs, logsOf, pooledLogs, type Trimmed, trimmedEffect } from './logs.js';
export { estimate, type Estimate, fewestLaunches, type Interval, type IntervalOptions } from './estimate.js';
export { combinedPValue, falseDiscoveryRates, familyWiseErrorRates } from './multiple-comparisons.js';
export { claimedUpTo, lowerOf, negligible } from './lower.js';
export { type PartedRow, partedRows, type ValuedLaunch } from './parted-rows.js';
export { poissonInterval } from './poisson.js';
export { normal, seededRandom } from './random.js';
export { type Point, type Series, seriesOver } from './series.js';
export { normalQuantile, normalShare, studentFactor } from './student.js';
export { type Trend, trendOverBlocks } from './trend.js';
export { type TwoKinds, twoKinds } from './two-kinds.js';
export { type Latencies, mean, quantile, type Statistic, tailRatio, throughput } from './statistic.js';
