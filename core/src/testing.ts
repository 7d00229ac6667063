/** What tests of plugins and of the kernel use in place of the machine. */
export { applyPlugin } from './testing/applied-plugin.js';
export { fakeClock, type FakeClock, settle, withTime } from './testing/fake-clock.js';
export { fakeFiles, type FakeFiles } from './testing/fake-files.js';
export { fakeHost, type FakeHost, type FakeHostOptions, type ScriptedProcess } from './testing/fake-host.js';
export { interference, latency, loadOutcome, scriptedPeer, vitals } from './testing/scripted-peer.js';
export { sampleChecks } from './testing/sample-checks.js';
export { sampleConditions } from './testing/sample-conditions.js';
export { sampleExperiment, square, use } from './testing/sample-experiment.js';
export { sampleHistogramFiles } from './testing/sample-histograms.js';
export { sampleManifest } from './testing/sample-manifest.js';
export { sampleResumed } from './testing/sample-resumed.js';
export { sampleResults } from './testing/sample-results.js';
export {
  sampleCell,
  type SampleCellShape,
  sampleFailedRow,
  sampleLatency,
  sampleMiddle,
  sampleRow,
  sampleRowMetric,
  type SampleRowShape,
} from './testing/sample-rows.js';
export { sampleTally } from './testing/sample-tally.js';
export { editedText, editedValue } from './testing/edits.js';
export { harmIn, hostileCharacters, hostileTexts } from './testing/hostile-text.js';
export {
  sampleCast,
  sampleChain,
  sampleEvidence,
  sampleFailedTrial,
  sampleTrial,
  sampleYardstick,
} from './testing/sample-trials.js';
export { editedRun, storedRun } from './testing/stored-run.js';
