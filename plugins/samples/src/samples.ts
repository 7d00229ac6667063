import { join } from 'node:path';
import type { Attachment, CallSamples, Collector, CollectorTarget, Evidence } from '@wiretax/core';

const artifact = { file: 'samples.parquet', mediaType: 'application/vnd.apache.parquet' };
/** For collectors outside of this process, which end their windows when the load has ended, as this one does. */
const untilOthersEndMs = 20;

export const samples: Collector = {
  overhead: 'free',
  side: 'inside',
  options: { type: 'object', properties: {}, additionalProperties: false },

  probe: () => Promise.resolve({ available: true }),

  attach: (target) => {
    target.samples?.keep();
    let evidence: Promise<Evidence> | undefined;
    const attachment: Attachment = { detach: () => (evidence ??= collect(target)) };
    return Promise.resolve(attachment);
  },
};

async function collect(target: CollectorTarget): Promise<Evidence> {
  if (target.samples === undefined) {
    return { metrics: [], artifacts: [], notes: ['calls are kept by the client'] };
  }
  return write(target, target.samples);
}

/** Whatever is in its way fails this evidence, and no more. */
async function write({ host, directory }: CollectorTarget, calls: CallSamples): Promise<Evidence> {
  await host.clock.sleep(untilOthersEndMs);
  const { parquetOf } = await import('./parquet.js');
  const bytes = await parquetOf(calls.columns(), () => host.clock.sleep(0));
  await host.files.write(join(directory, artifact.file), bytes);
  return { metrics: [], artifacts: [artifact], notes: [] };
}
