import { join } from 'node:path';
import type { Attachment, CallSamples, CodePackage, Collector } from '../../contract/collector.js';
import type { Use } from '../../contract/cell.js';
import type { Clock, Host } from '../../contract/host.js';
import type { Files } from '../../contract/files.js';
import type { PeerInfo } from '../../contract/lifecycle.js';
import type { Catalog } from '../../kernel/catalog.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import { type Owner, reasonOf } from '../../kernel/errors.js';
import { callPlugin } from '../../kernel/guard.js';
import { collectorFolder } from '../../record/store/run-paths.js';
import { withSecrets } from '../../kernel/secrets.js';
import type { Gathered } from './messages.js';

export interface AttachOptions {
  readonly catalog: Catalog<Collector>;
  readonly uses: readonly Use[];
  readonly peer: Omit<PeerInfo, 'host' | 'run'>;
  readonly window: 'measure' | 'profile';
  readonly files: Files;
  /** The trial's folder, in which each collector gets one of its own. */
  readonly directory: string;
  readonly clock: Clock;
  /** The machine as the owner of a collector reaches it. */
  readonly hostOf: (owner: Owner) => Host;
  readonly signal: AbortSignal;
  readonly packages: readonly CodePackage[];
  readonly samples?: CallSamples;
}

/**
 * Attaches collectors to a peer; the returned function detaches them and hands in a record for each. A collector that fails only fails its own record.
 */
export async function attachAll(options: AttachOptions): Promise<() => Promise<readonly Gathered[]>> {
  const { catalog, uses, peer, window, clock, hostOf } = options;
  const attached: { use: Use; sinceNs: number; attachment?: Attachment; error?: string }[] = [];
  const guarded = async <T>(
    { use }: Use,
    [method, wanted]: ['attach', 'attachment'] | ['detach', 'evidence'],
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const subject = { kind: 'collector', name: use, owner: catalog.need(use).owner, phase: window };
    const guard = { clock, limitMs: 30_000, signal: options.signal };
    return expectAnswer(subject, method, wanted, await callPlugin(subject, guard, work));
  };
  for (const use of uses) {
    try {
      const folder = collectorFolder(use.label, peer.name);
      await options.files.within(options.directory).makeDirectory(folder);
      const { contribution, owner } = catalog.need(use.use);
      const host = hostOf(owner);
      const attachment = await guarded(use, ['attach', 'attachment'], (limit) => {
        const signal = AbortSignal.any([limit, options.signal]);
        return contribution.attach({
          peer: peer.name,
          half: peer.half,
          pid: peer.pid,
          pids: peer.pids,
          window,
          directory: join(options.directory, folder),
          host,
          options: withSecrets(`collector ${use.label}`, use.options, contribution.options, host.env),
          signal,
          packages: options.packages,
          ...(options.samples === undefined ? {} : { samples: options.samples }),
        });
      });
      attached.push({ use, sinceNs: clock.nowNs(), attachment });
    } catch (thrown) {
      attached.push({ use, sinceNs: clock.nowNs(), error: reasonOf(thrown) });
    }
  }
  const handIn = async ({
    use,
    sinceNs,
    attachment,
    error,
  }: (typeof attached)[number]): Promise<Gathered> => {
    const base = {
      collector: use.label,
      peer: peer.name,
      folder: collectorFolder(use.label, peer.name),
      window,
      sinceNs,
    };
    const failed = (reason: string): Gathered => ({
      ...base,
      status: 'failed',
      error: reason,
      metrics: [],
      artifacts: [],
      notes: [],
    });
    if (attachment === undefined) return failed(error ?? 'it could not be attached');
    try {
      const evidence = await guarded(use, ['detach', 'evidence'], () => attachment.detach());
      const { metrics, artifacts, notes } = evidence;
      return { ...base, status: 'completed', metrics, artifacts, notes };
    } catch (thrown) {
      return failed(reasonOf(thrown));
    }
  };
  // All at once: one that takes its time must not lengthen the window of the next.
  return async () => (await Promise.all(attached.toReversed().map(handIn))).reverse();
}
