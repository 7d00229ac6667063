import { join } from 'node:path';
import type { Use } from '../../contract/cell.js';
import type { Clock } from '../../contract/host.js';
import type { Vitals } from '../../contract/measured.js';
import type { EvidenceRecord } from '../../contract/trial-record.js';
import { attachAll } from '../peer/evidence.js';
import type { Gathered, LoadOutcome, OpenWindow, WindowOutcome } from '../peer/messages.js';
import type { SeenPauses } from '../recorder/pauses.js';
import { controlStop } from '../../record/plan/trials.js';
import { collectorFolder } from '../../record/store/run-paths.js';
import type { TrialOptions } from '../run/trial-options.js';
import type { Cast } from './cast.js';
import type { CastPeer } from './cast-peer.js';
import { graceMs, pluginLimitMs } from './limits.js';
import { mergedOutcome } from './merged-outcome.js';
import { UsageWatch } from './usage-watch.js';

/** From the last message to the peers until recording begins: a message in a window would cost compiled code. */
const longestLeadMs = 150;
const shortestLeadMs = 10;

/** What a window has brought. */
export interface WindowResult {
  /** Of all client processes together. */
  readonly load: LoadOutcome;
  /** By name, where there are several. */
  readonly clients: Readonly<Record<string, LoadOutcome>>;
  /** By name, in the order of the cast; without those of which nothing is known. */
  readonly vitals: Readonly<Record<string, Vitals>>;
  /** Of the server that the clients call, if it is one of core's. */
  readonly serverPauses: SeenPauses | undefined;
  readonly evidence: readonly EvidenceRecord[];
}

/** One window of load over all peers, with collectors attached, from inside and from outside. */
export async function holdWindow(
  cast: Cast,
  options: TrialOptions,
  window: 'measure' | 'profile',
  uses: readonly Use[],
  signal: AbortSignal,
): Promise<WindowResult> {
  const { kernel, experiment, planned } = options;
  const { clock } = kernel.host;
  const side = (wanted: 'inside' | 'outside'): readonly Use[] =>
    uses.filter(({ use }) => kernel.collectors.need(use).contribution.side === wanted);
  const stop = planned.control ? controlStop : experiment.stop;
  const { settleMs = 0 } = experiment.warmup;
  const inside = side('inside');
  const directories = await cast.watch(windowFolders(cast, options, window));
  const open = (peer: CastPeer): OpenWindow => ({
    window,
    collectors: inside,
    directory: directories.get(peer) ?? options.directory,
    stop,
  });

  await cast.watch(
    Promise.all(cast.clientProcesses.map((client) => client.ask('load', null, graceMs, signal))),
  );
  const leadMs = Math.max(shortestLeadMs, Math.min(longestLeadMs, settleMs));
  if (settleMs > leadMs) await cast.watch(clock.sleep(settleMs - leadMs, signal));
  const foreign = cast.peers.filter(({ isForeign, pids }) => isForeign && pids.length > 0);
  await cast.watch(Promise.all(foreign.map((peer) => peer.look())));
  const usages = foreign.map((peer) => new UsageWatch(peer.place.machine, clock, peer));
  const attaching = attachOutside(cast, options, window, side('outside'), signal);
  const detach = await cast.watch(attaching).catch(async (thrown: unknown) => {
    await (
      await attaching
    )();
    throw thrown;
  });
  const openLimitMs = inside.length === 0 ? graceMs : pluginLimitMs;
  // A queue may drain for as long as it moves; the client itself says when it doesn't.
  const silence = { silenceMs: experiment.callTimeoutMs + graceMs };
  const own = cast.peers.flatMap((peer) => (peer.ours === undefined ? [] : [{ peer, process: peer.ours }]));
  try {
    await cast.watch(
      Promise.all(own.map(({ peer, process }) => process.ask('open', open(peer), openLimitMs, signal))),
    );
    const atNs = clock.nowNs() + leadMs * 1e6;
    const recorded = own.map(({ peer, process }) => {
      const limit = peer.spec.half === 'client' ? silence : graceMs;
      return process.ask('record', { atNs: peer.place.theirNs(atNs) }, limit, signal);
    });
    await cast.watch(Promise.all([...recorded, beginAfter(leadMs, usages, clock, signal)]));
  } catch (thrown) {
    await detach();
    throw thrown;
  }
  // All windows end now, before anybody is kept busy by what was found.
  const closing = own.map(async ({ peer, process }) => {
    const outcome: LoadOutcome | WindowOutcome =
      peer.spec.half === 'client'
        ? await process.ask('results', null, pluginLimitMs, signal)
        : await process.ask('close', null, graceMs, signal);
    return { peer, outcome: inOurTime(outcome, peer) };
  });
  const [outside, told, used] = await Promise.all([
    detach(),
    cast.watch(Promise.all(closing)),
    cast.watch(Promise.all(usages.map((usage) => usage.end()))),
  ]);
  const clients = told.flatMap(({ peer, outcome }) =>
    peer.spec.half === 'client' ? [[peer.name, outcome as LoadOutcome] as const] : [],
  );
  await cast.watch(bringHome(directories, options));
  const load = await mergedOutcome(kernel.host, options.directory, window, clients);
  const vitalsOf = (peer: CastPeer): Vitals | undefined =>
    told.find((each) => each.peer === peer)?.outcome.vitals ?? used[foreign.indexOf(peer)]?.vitals;
  for (const peer of cast.peers)
    peer.cpus = vitalsOf(peer)?.interference?.cpus ?? used[foreign.indexOf(peer)]?.cpus ?? null;
  const callee = cast.clients[0]?.spec.calls?.[0];
  return {
    load,
    clients: Object.fromEntries(clients),
    vitals: Object.fromEntries(
      cast.peers.flatMap((peer) => {
        const vitals = vitalsOf(peer);
        return vitals === undefined ? [] : [[peer.name, vitals]];
      }),
    ),
    serverPauses: told.find(
      ({ peer }) =>
        peer.name === callee &&
        peer.spec.half === 'server' &&
        cast.clients.every((client) => client.sharesClockWith(peer)),
    )?.outcome.seenPauses,
    evidence: [...told.toReversed().flatMap(evidenceOf), ...outside].map((record) => withCalls(record, load)),
  };
}

/** Its instants by the coordinator's clock. */
function inOurTime(outcome: LoadOutcome | WindowOutcome, { place }: CastPeer): LoadOutcome | WindowOutcome {
  const evidence = outcome.evidence.map((record) => ({ ...record, sinceNs: place.ourNs(record.sinceNs) }));
  return {
    ...outcome,
    evidence,
    ...('startNs' in outcome ? { startNs: place.ourNs(outcome.startNs) } : {}),
  };
}

/** One of several clients has left its artifacts in a folder of its own. */
function evidenceOf({
  peer,
  outcome,
}: {
  readonly peer: CastPeer;
  readonly outcome: WindowOutcome;
}): readonly Gathered[] {
  if (!isOneOfSeveral(peer)) return outcome.evidence;
  return outcome.evidence.map((record) => ({ ...record, folder: `${peer.name}/${record.folder}` }));
}

function isOneOfSeveral({ spec }: CastPeer): boolean {
  return spec.half === 'client' && spec.share.parts > 1;
}

/** What is watched from here begins with the window, too. */
async function beginAfter(
  leadMs: number,
  usages: readonly UsageWatch[],
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  if (usages.length === 0) return;
  await clock.sleep(leadMs, signal);
  for (const usage of usages) usage.begin();
}

/** Where peers write: the trial's folder, but for those that write what others do, and those elsewhere. */
async function windowFolders(
  cast: Cast,
  { kernel, directory }: TrialOptions,
  window: string,
): Promise<ReadonlyMap<CastPeer, string>> {
  const folders = new Map<CastPeer, string>();
  const several = cast.clients.length > 1;
  for (const peer of cast.peers) {
    if (peer.ours === undefined) continue;
    if (!peer.place.isHere) folders.set(peer, await peer.place.folder(`${peer.name}-${window}`));
    else if (several && peer.spec.half === 'client') {
      await kernel.host.files.within(directory).makeDirectory(peer.name);
      folders.set(peer, join(directory, peer.name));
    }
  }
  return folders;
}

/** What peers elsewhere have written comes into the trial's folder; of several clients, each into one of its own. */
async function bringHome(
  folders: ReadonlyMap<CastPeer, string>,
  { kernel, directory }: TrialOptions,
): Promise<void> {
  for (const [peer, folder] of folders) {
    const { place, name } = peer;
    if (place.isHere) continue;
    const own = isOneOfSeveral(peer);
    if (own) await kernel.host.files.within(directory).makeDirectory(name);
    await place.fetch(folder, own ? join(directory, name) : directory);
    await place.removeFolder(folder);
  }
}

/** Attaches what watches peers from the coordinator. On other machines there is nobody yet who could. */
async function attachOutside(
  cast: Cast,
  { kernel, directory }: TrialOptions,
  window: 'measure' | 'profile',
  uses: readonly Use[],
  signal: AbortSignal,
): Promise<() => Promise<readonly Gathered[]>> {
  const { clock, files } = kernel.host;
  const far = cast.peers.filter(({ place, info }) => !place.isHere && info !== undefined);
  const near = cast.peers.flatMap(({ place, info }) => (place.isHere && info !== undefined ? [info] : []));
  const attached = await Promise.all(
    near.map((peer) =>
      attachAll({
        catalog: kernel.collectors,
        uses,
        peer,
        window,
        files,
        directory,
        clock,
        hostOf: kernel.hostOf,
        signal,
        packages: kernel.packages,
      }),
    ),
  );
  const unreached = far.flatMap(({ name, spec }) =>
    uses.map(({ label }): Gathered => ({
      collector: label,
      peer: name,
      folder: collectorFolder(label, name),
      window,
      sinceNs: clock.nowNs(),
      status: 'failed',
      error: `it watches from the coordinator, and ${name} runs on machine ${spec.machine}`,
      metrics: [],
      artifacts: [],
      notes: [],
    })),
  );
  return async () => [...(await Promise.all(attached.map((end) => end()))).flat(), ...unreached];
}

/** Evidence with the calls that completed while its collector was attached: those of the window and of the moment before. */
function withCalls({ sinceNs, ...record }: Gathered, outcome: LoadOutcome): EvidenceRecord {
  const aheadNs = Math.max(0, outcome.startNs - sinceNs);
  return { ...record, calls: outcome.calls + Math.round((outcome.leadThroughput * aheadNs) / 1e9) };
}
