/** What runs experiments: for the command line and for programs that embed Wiretax. Plugins don't need it. */
export type { LoadedPlugin } from './bench.js';
export { createKernel, type Kernel, type KernelOptions } from './kernel.js';
export type { Catalog, CatalogEntry } from './catalog.js';
export { bridgeCore } from './host/core-bridge.js';
export { nodeHost } from './host/node-host.js';
export { openFilesLimit } from './host/proc-stat.js';
export { type Leftover, leftovers } from './host/node-leftovers.js';
export { startWarden, type Warden } from './host/node-warden.js';
export { reserveStdout } from './host/node-stdout.js';
export { withoutSecrets } from './hidden-secrets.js';
export { mapMarked, type Replace } from './marked-options.js';
export { revealSecrets } from './secrets.js';
export { planCells } from './plan/cells.js';
export { capabilitiesOf, messageBytes } from './plan/capabilities.js';
export { longestPeriodMs, mostClients, planProblem } from './plan/limits.js';
export { blocksAllowed, controlCells, estimateMs, type PlannedTrial, planTrials } from './plan/trials.js';
export {
  type Enough,
  resume,
  type ResumeRequest,
  run,
  runId,
  type RunObserver,
  type RunOutcome,
  type RunRequest,
} from './run/run.js';
export { isUndecided } from './run/execution.js';
export { type Fitness, fitnessOf } from './conditions/fitness.js';
export { readConditions } from './conditions/reading.js';
export { groundOf } from './conditions/sessions.js';
export { type Difference, differences, differenceText, type Ground } from './conditions/traits.js';
export { hashOf, seededRandom } from './random.js';
export { type Pass, passesOf } from './run/passes.js';
export { type Probed, probeCollectors } from './run/probes.js';
export { report, type ReportRequest } from './run/report.js';
export { readResults } from './results/read.js';
export { judgeRow } from './results/row-verdict.js';
export { readManifest, runDirectory, trialDirectory } from './results/store.js';
export { readTrials } from './results/trials-file.js';
export { suspectIn } from './suspect.js';
