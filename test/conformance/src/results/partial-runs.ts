import type { Results, Row, TrialRecord } from '@wiretax/core';
import {
  beyondRange,
  noLatency,
  unknownMachine,
  withoutEvidence,
  withoutPercentiles,
} from './missing-figures.js';
import { withMorePeers } from './more-peers.js';

export interface PartialRun {
  /** `a run without rows`. */
  readonly name: string;
  /** The run, made from a whole one. */
  readonly of: (whole: Results) => Results;
}

/** What runs lack when something went wrong, or was not asked for, and what few have. */
export const partialRuns: readonly PartialRun[] = [
  { name: 'a run without rows', of: withoutRows },
  { name: 'a run of which every trial failed', of: failed },
  { name: 'an interrupted run', of: interrupted },
  { name: 'a run of one launch', of: ofOneLaunch },
  { name: 'calls too few for percentiles', of: withoutPercentiles },
  { name: 'calls longer than histograms reach', of: beyondRange },
  { name: 'collectors that failed', of: withoutEvidence },
  { name: 'peers and a machine of which nothing is known', of: unknownMachine },
  { name: 'a run without control rows', of: withoutControls },
  { name: 'a peer between client and server', of: withMorePeers },
];

function withoutRows(whole: Results): Results {
  return { ...whole, rows: [], controls: [], trials: [], findings: [], planned: 0 };
}

function failed(whole: Results): Results {
  const message = 'the server ended with code 1\n    at listen (server.js:3)';
  const error = { code: 'E_PEER_EXITED', message, phase: 'setup' as const, log: ['Error: EADDRINUSE'] };
  const rowOf = (row: Row): Row => ({
    ...unmeasured(row),
    trials: { completed: 0, failed: 1, planned: row.trials.planned },
    verdict: 'failed',
    verdicts: ['failed'],
    reasons: ['1 of 1 launches failed'],
  });
  const trials = whole.trials
    .filter(({ trial }) => trial === 1)
    .map((trial): TrialRecord => ({
      ...broken(trial),
      status: 'failed',
      error,
      verdicts: ['failed'],
      reasons: [],
    }));
  return {
    ...whole,
    rows: whole.rows.map(rowOf),
    controls: whole.controls.map(rowOf),
    trials,
    findings: [],
  };
}

function interrupted(whole: Results): Results {
  const [first, ...others] = whole.rows;
  const notRun = (row: Row): Row => ({
    ...unmeasured(row),
    trials: { completed: 0, failed: 0, planned: row.trials.planned },
    verdict: 'failed',
    verdicts: ['failed'],
    reasons: ['no trial'],
  });
  return {
    ...whole,
    rows: [...(first === undefined ? [] : [first]), ...others.map(notRun)],
    controls: whole.controls.map(notRun),
    trials: whole.trials.filter(({ cell, control }) => cell === first?.cell.id && !control),
    findings: [],
  };
}

function ofOneLaunch(whole: Results): Results {
  const { manifest } = whole;
  const rowOf = (row: Row): Row => ({
    ...row,
    spread: null,
    trials: { completed: Math.min(1, row.trials.completed), failed: 0, planned: 1 },
  });
  const trials = whole.trials.filter(({ trial }) => trial === 1);
  return {
    ...whole,
    manifest: { ...manifest, experiment: { ...manifest.experiment, repetitions: 1 } },
    rows: whole.rows.map(rowOf),
    controls: whole.controls.map(rowOf),
    trials,
    planned: trials.length,
  };
}

function withoutControls(whole: Results): Results {
  return { ...whole, controls: [], trials: whole.trials.filter(({ control }) => !control) };
}

function unmeasured(row: Row): Row {
  return {
    ...row,
    calls: 0,
    failedCalls: 0,
    tally: null,
    throughput: null,
    response: noLatency,
    service: noLatency,
    lag: noLatency,
    toServer: noLatency,
    toClient: noLatency,
    tailRatio: null,
    spread: null,
    peers: {},
    limit: null,
    metrics: [],
  };
}

function broken(trial: TrialRecord): TrialRecord {
  const left: { -readonly [K in keyof TrialRecord]: TrialRecord[K] } = { ...trial };
  delete left.measured;
  delete left.warmup;
  return { ...left, evidence: [], notes: [], phasesNs: { setup: 1e8 } };
}
