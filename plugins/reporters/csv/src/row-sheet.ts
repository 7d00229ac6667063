import type { Results, Row, RowPeer } from '@wiretax/core';
import { isStruck, peersOf } from '@wiretax/core/record';
import type { Field, Sheet } from '@wiretax/writing';
import {
  cellFields,
  ends,
  latencyFields,
  metricFields,
  names,
  optionFields,
  rangeFields,
  tallyFields,
} from './fields.js';

/** One line a cell, the null transport's after those of the matrix. */
export function rowSheet({ manifest, rows, controls }: Results): Sheet {
  const fixed = (row: Row | undefined): readonly Field[] => [
    ...cellFields(manifest, row?.cell.id ?? '', row?.control ?? false, row?.cell),
    ...numbers(row),
  ];
  return {
    names: names(fixed(undefined)),
    lines: [...rows, ...controls].map((row) => ({
      fixed: fixed(row),
      further: [
        ...optionFields(row.cell),
        ...tallyFields(row.tally),
        ...furtherPeers(row),
        ...row.metrics.flatMap(metricFields),
      ],
    })),
  };
}

function numbers(row: Row | undefined): readonly Field[] {
  return [
    ['verdict', row?.verdict],
    ['verdicts', row?.verdicts.join(' ')],
    ['struck', row && isStruck(row)],
    ['reasons', row?.reasons.join('; ')],
    ['mixed', row?.mixed],
    ['launches_completed', row?.trials.completed],
    ['launches_failed', row?.trials.failed],
    ['launches_planned', row?.trials.planned],
    ['calls', row?.calls],
    ['failed_calls', row?.failedCalls],
    ['throughput_per_s', row?.throughput],
    ...rangeFields('throughput', 'per_s', row?.spread?.throughput),
    ...latencyFields('response', row?.response),
    ['response_p99_over_p50', row?.tailRatio],
    ...rangeFields('response_p50', 'ns', row?.spread?.p50),
    ...rangeFields('response_p99', 'ns', row?.spread?.p99),
    ...latencyFields('service', row?.service),
    ...latencyFields('lag', row?.lag),
    ...latencyFields('to_server', row?.toServer),
    ...latencyFields('to_client', row?.toClient),
    ...ends.flatMap((name) => figures(name, row?.peers[name])),
  ];
}

/** Peers with other names have columns as far as they are there, and then it is told who was the limit. */
function furtherPeers(row: Row): readonly Field[] {
  const others = peersOf(row).filter(({ name }) => !ends.includes(name));
  if (others.length === 0) return [];
  return [
    ...others.flatMap((peer) => [...figures(peer.name, peer), ...alsoOfCommands(peer.name, peer)]),
    ['limit', row.limit?.peer],
    ['limit_busy_ratio', row.limit?.busy],
    ['limit_of', row.limit?.of],
  ];
}

function alsoOfCommands(name: string, of: RowPeer): readonly Field[] {
  return [
    [`${name}_busiest_thread_ratio`, of.busiestThread],
    [`${name}_allotted_cpu_ratio`, of.allottedShare],
  ];
}

function figures(role: string, of: RowPeer | undefined): readonly Field[] {
  return [
    [`${role}_cpu_ratio`, of?.cpu],
    [`${role}_loop_utilisation_ratio`, of?.loopUtilisation],
    [`${role}_user_ns_per_call`, of?.userNsPerCall],
    [`${role}_system_ns_per_call`, of?.systemNsPerCall],
  ];
}
