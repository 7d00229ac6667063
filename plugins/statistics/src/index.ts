export { bootstrap, type BootstrapOptions, type Derived } from './bootstrap.js';
export { mergeDistributions, meanOf, quantileOf } from './distribution.js';
export { compareLaunches, conclude, type Conclusion, type Effect } from './effect.js';
export { estimate, type Estimate, type Interval, type IntervalOptions } from './estimate.js';
export { type Point, type Series, seriesOver } from './series.js';
export { normalQuantile } from './student.js';
export { type Trend, trendOverBlocks } from './trend.js';
export { type Latencies, mean, quantile, type Statistic, tailRatio, throughput } from './statistic.js';
