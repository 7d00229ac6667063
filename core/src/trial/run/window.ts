import type { Use } from '../../contract/cell.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import { attachAll } from '../peer/evidence.js';
import type { Gathered, LoadOutcome, OpenWindow, WindowOutcome } from '../peer/messages.js';
import { controlStop } from '../../record/plan/trials.js';
import { graceMs, type PeerPair, pluginLimitMs } from './peer-pair.js';
import type { TrialOptions } from './trial-options.js';

/** From the last message to the peers until recording begins: a message in a window would cost compiled code. */
const longestLeadMs = 150;
const shortestLeadMs = 10;

/** What a window has brought. */
export interface WindowResult {
  readonly client: LoadOutcome;
  /** Undefined when both ends share the client's process. */
  readonly server: WindowOutcome | undefined;
  readonly evidence: readonly EvidenceRecord[];
}

/** One window of load with collectors attached to both peers, from inside and from outside. */
export async function holdWindow(
  peers: PeerPair,
  { kernel, experiment, planned, directory }: TrialOptions,
  window: 'measure' | 'profile',
  uses: readonly Use[],
  signal: AbortSignal,
): Promise<WindowResult> {
  const { clock } = kernel.host;
  const { client, server } = peers;
  const side = (wanted: 'inside' | 'outside'): readonly Use[] =>
    uses.filter(({ use }) => kernel.collectors.need(use).contribution.side === wanted);
  const stop = planned.control ? controlStop : experiment.stop;
  const open: OpenWindow = { window, collectors: side('inside'), directory, stop };
  const { settleMs = 0 } = experiment.warmup;

  await peers.watch(client.ask('load', null, graceMs, signal));
  const leadMs = Math.max(shortestLeadMs, Math.min(longestLeadMs, settleMs));
  if (settleMs > leadMs) await peers.watch(clock.sleep(settleMs - leadMs, signal));
  const attached = await peers.watch(
    Promise.all(
      peers.all.map(({ pid, role: name }) =>
        attachAll({
          catalog: kernel.collectors,
          uses: side('outside'),
          peer: { name, half: name, pid, pids: [pid] },
          window,
          files: kernel.host.files,
          directory,
          clock,
          hostOf: kernel.hostOf,
          signal,
          packages: kernel.packages,
        }),
      ),
    ),
  );
  const detach = async (): Promise<readonly Gathered[]> =>
    (await Promise.all(attached.map((end) => end()))).flat();
  const openLimitMs = open.collectors.length === 0 ? graceMs : pluginLimitMs;
  // A queue may drain for as long as it moves; the client itself says when it doesn't.
  const silence = { silenceMs: experiment.callTimeoutMs + graceMs };
  try {
    await peers.watch(Promise.all(peers.all.map((peer) => peer.ask('open', open, openLimitMs, signal))));
    const atNs = clock.nowNs() + leadMs * 1e6;
    await peers.watch(
      Promise.all([
        server?.ask('record', { atNs }, graceMs, signal),
        client.ask('record', { atNs }, silence, signal),
      ]),
    );
  } catch (thrown) {
    await detach();
    throw thrown;
  }
  // All windows end now, before anybody is kept busy by what was found.
  const [served, outside, outcome] = await Promise.all([
    server && peers.watch(server.ask('close', null, graceMs, signal)),
    detach(),
    peers.watch(client.ask('results', null, pluginLimitMs, signal)),
  ]);
  const gathered = [...outcome.evidence, ...(served?.evidence ?? []), ...outside];
  return {
    client: outcome,
    server: served,
    evidence: gathered.map((record) => withCalls(record, outcome)),
  };
}

/** Evidence with the calls that completed while its collector was attached: those of the window and of the moment before. */
function withCalls({ sinceNs, ...record }: Gathered, outcome: LoadOutcome): EvidenceRecord {
  const aheadNs = Math.max(0, outcome.startNs - sinceNs);
  return { ...record, calls: outcome.calls + Math.round((outcome.leadThroughput * aheadNs) / 1e9) };
}
