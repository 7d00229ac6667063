import { join } from 'node:path';
import {
  type Attachment,
  type Collector,
  type CollectorTarget,
  type Evidence,
  mediaTypes,
  type Metric,
} from '@wiretax/core';

const artifact = { file: 'samples.parquet', mediaType: mediaTypes.samples };
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

/** Whatever is in its way fails this evidence, and no more. The server has no calls of its own to keep. */
async function collect({ host, directory, samples: calls }: CollectorTarget): Promise<Evidence> {
  if (calls === undefined) return { metrics: [kept(0)], artifacts: [], notes: [] };
  await host.clock.sleep(untilOthersEndMs);
  const { parquetOf } = await import('./parquet.js');
  const columns = calls.columns();
  const bytes = await parquetOf(columns, () => host.clock.sleep(0));
  await host.files.write(join(directory, artifact.file), bytes);
  return { metrics: [kept(columns.completedNs.length)], artifacts: [artifact], notes: [] };
}

function kept(calls: number): Metric {
  return { name: 'samples.kept', value: calls, unit: 'count', kind: 'gauge' };
}
