import type { Distribution, EvidenceRecord, Latency, Results, Row } from '@wiretax/core';
import { longestToldNs } from '@wiretax/core';

export const noLatency: Latency = {
  count: 0,
  mean: null,
  min: null,
  max: null,
  p50: null,
  p90: null,
  p99: null,
  p999: null,
  p9999: null,
  overflow: 0,
};

/** Five calls a row: a mean, and no percentile. */
export function withoutPercentiles(whole: Results): Results {
  const few = (latency: Latency): Latency => ({
    ...noLatency,
    count: Math.min(5, latency.count),
    mean: latency.mean,
    min: latency.min,
    max: latency.max,
  });
  const windows = <T extends Windows>(of: T): T => ({
    ...of,
    response: few(of.response),
    service: few(of.service),
    lag: few(of.lag),
    toServer: noLatency,
    toClient: noLatency,
  });
  const rowOf = (row: Row): Row => ({
    ...windows(row),
    calls: Math.min(5, row.calls),
    tailRatio: null,
    spread: null,
    verdict: 'too-few-samples',
    verdicts: ['too-few-samples'],
    reasons: ['5 calls support no percentile'],
  });
  return {
    ...whole,
    rows: whole.rows.map(rowOf),
    controls: whole.controls.map(rowOf),
    trials: whole.trials.map((trial) =>
      trial.measured === undefined ? trial : { ...trial, measured: { ...windows(trial.measured), calls: 5 } },
    ),
  };
}

/** Half of the calls took 90 s: minimum, mean and maximum are known, and no percentile from the median on. */
export function beyondRange(whole: Results): Results {
  const long = (latency: Latency): Latency => ({
    ...noLatency,
    count: latency.count,
    mean: 45e9,
    min: latency.min,
    max: 90e9,
    overflow: Math.ceil(latency.count / 2) + 1,
  });
  const windows = <T extends Windows>(of: T): T => ({
    ...of,
    response: long(of.response),
    service: long(of.service),
  });
  const rowOf = (row: Row): Row => ({
    ...windows(row),
    tailRatio: null,
    spread: null,
    launches: row.launches.map((launch) => ({
      ...launch,
      response: overflowing(launch.response),
      service: overflowing(launch.service),
    })),
  });
  return {
    ...whole,
    rows: whole.rows.map(rowOf),
    controls: whole.controls.map(rowOf),
    trials: whole.trials.map((trial) =>
      trial.measured === undefined ? trial : { ...trial, measured: windows(trial.measured) },
    ),
  };
}

function overflowing({ counts }: Distribution): Distribution {
  const calls = counts.reduce((sum, count) => sum + count, 0);
  return { valuesNs: [longestToldNs], counts: [calls], overflow: calls };
}

type Windows = Pick<Row, 'response' | 'service' | 'lag' | 'toServer' | 'toClient'>;

export function withoutEvidence(whole: Results): Results {
  return {
    ...whole,
    rows: whole.rows.map((row) => ({ ...row, metrics: [] })),
    trials: whole.trials.map((trial) => ({
      ...trial,
      evidence: trial.evidence.map(({ collector, peer, folder, window, calls }): EvidenceRecord => {
        const brought = { metrics: [], artifacts: [], notes: [] };
        return { collector, peer, folder, window, calls, status: 'failed', ...brought };
      }),
    })),
  };
}

export function unknownMachine(whole: Results): Results {
  const unknown = {
    cpuModel: null,
    smt: null,
    governor: null,
    turbo: null,
    virtualisation: null,
    stealShare: null,
    perfEventParanoid: null,
    openFilesLimit: null,
    memoryBytes: null,
    gitCommit: null,
  };
  const rowOf = (row: Row): Row => ({
    ...row,
    peers: {},
    limit: null,
    toServer: noLatency,
    toClient: noLatency,
  });
  const { manifest } = whole;
  return {
    ...whole,
    manifest: { ...manifest, machine: { ...manifest.machine, ...unknown }, plugins: [], command: [] },
    rows: whole.rows.map(rowOf),
    controls: whole.controls.map(rowOf),
    trials: whole.trials.map((trial) =>
      trial.measured === undefined ? trial : { ...trial, measured: { ...trial.measured, peers: {} } },
    ),
  };
}
