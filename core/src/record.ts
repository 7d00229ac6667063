/** What was planned, what came of it, and in what words: for reporters, analyses and whoever reads stored runs. */
export {
  axisIdentity,
  axisLabel,
  axisPhrase,
  axisValue,
  type CellColumn,
  cellColumns,
  cellUses,
  defaultAxes,
  formatSizes,
  isAtDefault,
  placeOf,
} from './record/plan/axis-values.js';
export { planCells } from './record/plan/cells.js';
export { capabilitiesOf, messageBytes } from './record/plan/capabilities.js';
export { longestPeriodMs, mostClients, planProblem } from './record/plan/limits.js';
export { type Pass, passesOf } from './record/plan/passes.js';
export {
  blocksAllowed,
  ceilingNames,
  controlCells,
  estimateMs,
  type PlannedTrial,
  planTrials,
} from './record/plan/trials.js';
export { guessedWarmupMs } from './record/plan/warmup-time.js';
export { isPeerName, startOrder } from './record/plan/start-order.js';
export { conditionFacts, type SessionFacts } from './record/conditions/facts.js';
export { type Fitness, fitnessOf } from './record/conditions/fitness.js';
export { readConditions } from './record/conditions/reading.js';
export { groundOf } from './record/conditions/sessions.js';
export { type Difference, differences, differenceText, type Ground } from './record/conditions/traits.js';
export {
  busyShare,
  clientsOf,
  cpuNsPerCall,
  halfOf,
  hopsOf,
  inColumnOrder,
  isHopMetric,
  metricPeers,
  type NamedPeer,
  peerColumns,
  peerNsPerCall,
  peerPhrase,
  peersOf,
  type RowPeerNamed,
} from './record/rows/peers.js';
export { judgeRow } from './record/rows/row-verdict.js';
export { describeMachine } from './record/store/machine.js';
export { readFindings, type StoredFindings } from './record/store/findings-file.js';
export { mergedChecks, readChecks, type StoredChecks, writeChecks } from './record/store/checks-file.js';
export { findRun, type FindRunOptions } from './record/store/find-run.js';
export { readResults } from './record/store/read.js';
export { artifactsOf, type ArtifactsOf, type StoredArtifact } from './record/store/artifacts.js';
export { readRun, sayDamage } from './record/store/read-run.js';
export { artifactPath, trialPath } from './record/store/run-paths.js';
export { type NamedPackage, packagesOf } from './record/store/packages.js';
export { readManifest, runDirectory, trialDirectory } from './record/store/store.js';
export { readTrials } from './record/store/trials-file.js';
export * from './record/words/caveats.js';
export * from './record/words/checks.js';
export * from './record/words/describe.js';
export * from './record/words/findings.js';
export * from './record/words/run-notes.js';
export { runReference } from './record/words/run-reference.js';
