/**
 * What a plugin may import. Light on purpose: every peer process loads it. What reads runs and puts them into words is in
 * `@wiretax/core/record`, what runs experiments in `@wiretax/core/run`.
 */
export * from './contract/plugin.js';
export type * from './contract/schema.js';
export type * from './contract/payload.js';
export type * from './contract/codec.js';
export type * from './contract/transport.js';
export type * from './contract/flow.js';
export type * from './contract/load.js';
export type * from './contract/collector.js';
export type * from './contract/analysis.js';
export type * from './contract/finding.js';
export type * from './contract/reporter.js';
export type * from './contract/files.js';
export type * from './contract/processes.js';
export type * from './contract/host.js';
export type * from './contract/lifecycle.js';
export * from './contract/phase.js';
export type * from './contract/cell.js';
export type * from './contract/experiment.js';
export type * from './contract/conditions.js';
export type * from './contract/interference.js';
export type * from './contract/machine.js';
export type * from './contract/machine-facts.js';
export type * from './contract/topology.js';
export type * from './contract/command.js';
export type * from './contract/launcher.js';
export * from './contract/manifest.js';
export type * from './contract/measured.js';
export type * from './contract/trial-record.js';
export type * from './contract/row.js';
export type * from './contract/results.js';
export type * from './contract/yardstick.js';
export type * from './contract/pauses.js';
export * from './kernel/units.js';
export { isBeyondRange, latencyText, longestToldNs, type RangedFigure } from './kernel/latency-range.js';
export { globMatcher } from './kernel/glob.js';
export type * from './contract/axis.js';
export * from './contract/axes.js';
export * from './contract/media-types.js';
export * from './contract/kinds.js';
export * from './contract/error-codes.js';
export { errorExits, type ErrorRow, type ErrorType, type ExitCode } from './contract/error-row.js';
export { shellWord } from './kernel/shell-word.js';
export * from './kernel/errors.js';
export { visible, visibleLine, visibleLines } from './kernel/foreign-text.js';
