import {
  type ClientShare,
  type EvidenceRecord,
  type PeerYardstick,
  phases,
  type Results,
  type TrialRecord,
  type Vitals,
} from '@wiretax/core';
import { inColumnOrder } from '@wiretax/core/record';
import type { Field, Sheet } from '@wiretax/writing';
import { cellFields, ends, latencyFields, metricFields, names, optionFields, tallyFields } from './fields.js';

/** One line a finished trial, in the order in which they ran: each launch by itself. */
export function trialSheet({ manifest, rows, controls, trials }: Results): Sheet {
  const byId = (of: Results['rows']) => new Map(of.map(({ cell }) => [cell.id, cell]));
  const [cells, controlCells] = [byId(rows), byId(controls)];
  return {
    names: names([...cellFields(manifest, '', false, undefined), ...numbers(undefined)]),
    lines: trials.map((trial) => {
      const cell = (trial.control ? controlCells : cells).get(trial.cell);
      return {
        fixed: [...cellFields(manifest, trial.cell, trial.control, cell), ...numbers(trial)],
        further: [
          ...optionFields(cell),
          ...tallyFields(trial.measured?.tally),
          ...furtherPeers(trial),
          ...trial.evidence.flatMap(evidenceFields),
        ],
      };
    }),
  };
}

/** Those that a trial goes through. */
const ofTrials = phases.filter((phase) => phase !== 'report');

function numbers(trial: TrialRecord | undefined): readonly Field[] {
  const measured = trial?.measured;
  return [
    ['trial', trial?.trial],
    ['session', trial?.session],
    ['started_at', trial?.startedAt],
    ['status', trial?.status],
    ['error_code', trial?.error?.code],
    ['error_phase', trial?.error?.phase],
    ['error_message', trial?.error?.message],
    ['verdicts', trial?.verdicts.join(' ')],
    ['reasons', trial?.reasons.join('; ')],
    ['notes', trial?.notes.join('; ')],
    ['problems', trial?.problems.join('; ')],
    ['duration_ns', trial?.durationNs],
    ...ofTrials.map((phase): Field => [`${phase}_duration_ns`, trial?.phasesNs[phase]]),
    ['warmup_load_ns', trial?.warmup?.durationNs],
    ['warmup_calls', trial?.warmup?.calls],
    ['warmup_steady', trial?.warmup?.steady],
    ['yardstick_wake_ns', trial?.yardstick?.wakeNs],
    ...ends.flatMap((name) => yardstickFields(name, trial?.yardstick?.peers[name])),
    ['calls', measured?.calls],
    ['failed_calls', measured?.failedCalls],
    ['window_ns', measured?.durationNs],
    ['throughput_per_s', measured?.throughput],
    ...latencyFields('response', measured?.response),
    ...latencyFields('service', measured?.service),
    ...latencyFields('lag', measured?.lag),
    ...latencyFields('to_server', measured?.toServer),
    ...latencyFields('to_client', measured?.toClient),
    ...ends.flatMap((name) => vitals(name, measured?.peers[name])),
  ];
}

/** Peers with other names have columns as far as they are there. */
function furtherPeers({ cast, measured, yardstick }: TrialRecord): readonly Field[] {
  return inColumnOrder(cast)
    .filter(({ name }) => !ends.includes(name))
    .flatMap(({ name }) => {
      const known = measured?.peers[name];
      const piece = yardstick?.peers[name];
      return [
        ...(piece === undefined ? [] : yardstickFields(name, piece)),
        ...(known === undefined ? [] : [...vitals(name, known), ...alsoOfCommands(name, known)]),
        ...shareFields(name, measured?.clients?.[name]),
      ];
    });
}

/** What one of several clients saw. */
function shareFields(name: string, share: ClientShare | undefined): readonly Field[] {
  if (share === undefined) return [];
  return [
    [`${name}_calls`, share.calls],
    [`${name}_throughput_per_s`, share.throughput],
    ...latencyFields(`${name}_response`, share.response),
    ...latencyFields(`${name}_lag`, share.lag),
  ];
}

function alsoOfCommands(name: string, of: Vitals): readonly Field[] {
  return [
    [`${name}_busiest_thread_ratio`, of.busiestThread],
    [`${name}_allotted_cpus`, of.allottedCpus],
    [`${name}_processes`, of.processes],
  ];
}

function yardstickFields(role: string, of: PeerYardstick | undefined): readonly Field[] {
  return [
    [`yardstick_${role}_integer_ns`, of?.integerNs],
    [`yardstick_${role}_copy_ns`, of?.copyNs],
    [`yardstick_${role}_cpus`, of?.cpus],
  ];
}

function vitals(role: string, of: Vitals | undefined): readonly Field[] {
  return [
    [`${role}_wall_ns`, of?.wallNs],
    [`${role}_user_ns`, of?.userNs],
    [`${role}_system_ns`, of?.systemNs],
    [`${role}_loop_utilisation_ratio`, of?.loopUtilisation],
    [`${role}_main_thread_cpu_ratio`, of?.mainThreadCpu],
    [`${role}_gc_pause_ns`, of?.gcPauseNs],
    [`${role}_gc_count`, of?.gcCount],
    [`${role}_peak_rss_bytes`, of?.peakRssBytes],
  ];
}

/** A collector that failed leaves its reason where its numbers would be. */
function evidenceFields(entry: EvidenceRecord): readonly Field[] {
  const { collector, peer, window, calls } = entry;
  const fields = entry.metrics.flatMap((metric) =>
    metricFields({ ...metric, collector, peer, window, perCall: calls > 0 ? metric.value / calls : null }),
  );
  return entry.status === 'failed'
    ? [...fields, [`${collector}.${peer}.error`, entry.error ?? 'failed']]
    : fields;
}
