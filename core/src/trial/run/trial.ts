import type { Use } from '../../contract/cell.js';
import { SCHEMA } from '../../contract/manifest.js';
import type { PeerRecord } from '../../contract/peer.js';
import type { EvidenceRecord, TrialError, TrialRecord } from '../../contract/trial-record.js';
import { codeOf, peerOf, reasonOf } from '../../kernel/errors.js';
import { shortened } from '../../kernel/foreign-text.js';
import { inColumnOrder } from '../../record/rows/peers.js';
import { judge } from '../../record/rows/verdict.js';
import { collectorFolder } from '../../record/store/run-paths.js';
import { passesOf } from '../../record/plan/passes.js';
import { keepPrints } from '../cast/prints.js';
import { measuredPhases, PhaseAccount, type PhaseFailure, profilePhases, runPhases } from './phases.js';
import { TrialSteps } from './steps.js';
import type { TrialOptions } from './trial-options.js';

/**
 * Runs one trial through its phases. Failures end up in the record; only an interruption, and results that
 * can't be written, reject: after teardown, without a record.
 */
export async function runTrial(options: TrialOptions): Promise<TrialRecord> {
  const { kernel, experiment, planned } = options;
  const { cell, trial, control } = planned;
  const { clock } = kernel.host;
  const startedAt = clock.wall().toISOString();
  const startNs = clock.nowNs();

  const account = new PhaseAccount();
  const steps = new TrialSteps(options);
  const failure = await runPhases(options, steps, measuredPhases, account);
  const { notes, problems, phasesNs } = account;
  let error: TrialError | undefined;
  if (failure?.phase === 'profile') problems.push(`profile: ${reasonOf(failure.thrown)}`);
  else if (failure !== undefined) error = trialError(failure);

  const cast = steps.records();
  const evidence = [...steps.evidence];
  const all = [steps];
  if (error === undefined && !control) {
    for (const pass of passesOf(kernel, experiment).filter(({ nodeFlags }) => nodeFlags.length > 0)) {
      const own = new TrialSteps({ ...options, pass, measured: steps.measured });
      all.push(own);
      const failed = await runPhases(options, own, profilePhases, account);
      evidence.push(...own.evidence);
      if (failed !== undefined) {
        evidence.push(
          ...pass.uses.flatMap((use) => failedEvidence(use, cast, 'profile', reasonOf(failed.thrown))),
        );
      }
    }
    evidence.push(
      ...options.unavailable.flatMap(({ use, reason, window }) => failedEvidence(use, cast, window, reason)),
    );
  }

  await keepPrints(
    kernel.host,
    options.directory,
    all.map((each) => each.cast),
  );
  const { measured, warmup, yardstick } = steps;
  const { unstarted = 0, offered = 0 } = measured?.tally ?? {};
  if (unstarted > 0)
    account.note(
      `${String(unstarted)} of ${String(offered)} calls were due and had not started when the drain was over: percentiles leave them out, so the tail is longer than they say`,
    );
  if (
    kernel.links.get(cell.link.use)?.form === 'process' &&
    cell.node.server.join(' ') !== cell.node.client.join(' ')
  )
    account.note("both ends shared the client's process, so the server's Node.js flags were not used");
  const open = kernel.loads.get(cell.load.use)?.kind === 'open';
  const judgements =
    error === undefined && measured !== undefined
      ? judge({
          measured,
          cast,
          cell,
          warmup,
          minCalls: experiment.warmup.minCalls,
          open,
          // An open load offers the null transport no more than any other.
          ceiling: open ? null : options.ceiling,
        })
      : [];
  const verdicts = judgements.map(({ verdict }) => verdict);
  return {
    schema: SCHEMA,
    cell: cell.id,
    trial,
    control,
    session: options.session,
    startedAt,
    status: error === undefined ? 'completed' : 'failed',
    ...(error === undefined ? {} : { error }),
    cast,
    machines: await options.places.records(),
    ...(error === undefined && measured !== undefined ? { measured } : {}),
    ...(yardstick === undefined ? {} : { yardstick }),
    ...(warmup === undefined ? {} : { warmup }),
    evidence,
    verdicts: error === undefined ? (verdicts.length === 0 ? ['valid'] : verdicts) : ['failed'],
    reasons: judgements.map(({ reason }) => reason),
    notes,
    problems,
    durationNs: clock.nowNs() - startNs,
    phasesNs,
  };
}

/** A server may answer with megabytes. */
const longestMessage = 4000;

function trialError({ phase, thrown, log }: PhaseFailure): TrialError {
  const peer = peerOf(thrown);
  return {
    code: codeOf(thrown) ?? 'E_TRIAL',
    message: shortened(reasonOf(thrown), longestMessage),
    phase,
    ...(peer === undefined ? {} : { peer }),
    ...(log.length === 0 ? {} : { log }),
  };
}

/** What a collector would have brought, for each peer. */
function failedEvidence(
  { label }: Use,
  cast: readonly PeerRecord[],
  window: EvidenceRecord['window'],
  error: string,
): readonly EvidenceRecord[] {
  return inColumnOrder(cast).map(({ name }) => ({
    collector: label,
    peer: name,
    folder: collectorFolder(label, name),
    window,
    status: 'failed',
    error,
    metrics: [],
    artifacts: [],
    notes: [],
    calls: 0,
  }));
}
