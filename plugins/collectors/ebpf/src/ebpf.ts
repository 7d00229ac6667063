import { join } from 'node:path';
import type { Attachment, Collector, CollectorTarget, Evidence } from '@wiretax/core';
import { missingHere, refusedByKernel } from './bpftrace.js';
import { foldedStacks, metricsOf, notesOn } from './evidence.js';
import { missingError, type Session, startSession } from './session.js';

const artifact = { file: 'off-cpu.folded', mediaType: 'text/plain' };

export const ebpf: Collector = {
  overhead: 'heavy',
  side: 'outside',
  options: { type: 'object', properties: {}, additionalProperties: false },

  probe: async (host) => {
    const missing = (await missingHere(host)) ?? (await refusedByKernel(host));
    return missing === undefined ? { available: true } : { available: false, ...missing };
  },

  attach: async (target) => {
    const { host, pid, signal } = target;
    signal.throwIfAborted();
    const missing = await missingHere(host);
    if (missing !== undefined) throw missingError(missing);
    const gone = new Error(`process ${String(pid)} has ended`);
    if (!(await host.files.exists(`/proc/${String(pid)}/stat`))) throw gone;
    return attachmentTo(target, await startSession({ host, pid, signal }));
  },
};

function attachmentTo({ host, directory }: CollectorTarget, session: Session): Attachment {
  const collect = async (): Promise<Evidence> => {
    const observed = await session.finish();
    const failure = await host.files
      .write(join(directory, artifact.file), foldedStacks(observed.offCpu))
      .then(() => undefined, reasonOf);
    return {
      metrics: metricsOf(observed),
      artifacts: failure === undefined ? [artifact] : [],
      notes: [
        ...notesOn(observed),
        ...(failure === undefined ? [] : [`there is no ${artifact.file}: ${failure}`]),
      ],
    };
  };
  let evidence: Promise<Evidence> | undefined;
  return { detach: () => (evidence ??= collect()) };
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
