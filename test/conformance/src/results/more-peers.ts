import type { Launch, Results, Row, TrialRecord } from '@wiretax/core';
import { sampleCast, sampleMiddle, vitals } from '@wiretax/core/testing';

const between = ['proxy-1'] as const;

/** Half of the cells with a program between client and server, which tells less of itself, and is the limit. */
export function withMorePeers(whole: Results): Results {
  const rows = whole.rows.map((row, index) => (index % 2 === 0 ? row : proxied(row)));
  const cells = new Set(rows.filter(({ limit }) => limit !== null).map(({ cell }) => cell.id));
  return {
    ...whole,
    rows,
    trials: whole.trials.map((trial) =>
      cells.has(trial.cell) && !trial.control ? proxiedTrial(trial) : trial,
    ),
  };
}

function proxied(row: Row): Row {
  const [metric] = row.metrics;
  const extended = <T extends Pick<Launch, 'peers'>>(of: T): T => ({
    ...of,
    peers: { ...of.peers, [between[0]]: sampleMiddle() },
  });
  return {
    ...extended(row),
    launches: row.launches.map(extended),
    limit: { peer: between[0], busy: 0.97, of: 'thread' },
    metrics: [...row.metrics, ...(metric === undefined ? [] : [{ ...metric, peer: between[0] }])],
  };
}

function proxiedTrial(trial: TrialRecord): TrialRecord {
  const { measured } = trial;
  const told = vitals({
    loopUtilisation: null,
    mainThreadCpu: null,
    busiestThread: 0.97,
    allottedCpus: 1,
    gcPauseNs: null,
    gcCount: null,
    peakRssBytes: null,
    processes: 2,
  });
  return {
    ...trial,
    cast: sampleCast(...between),
    ...(measured === undefined
      ? {}
      : { measured: { ...measured, peers: { ...measured.peers, [between[0]]: told } } }),
  };
}
