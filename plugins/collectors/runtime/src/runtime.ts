import { performance } from 'node:perf_hooks';
import { join } from 'node:path';
import { getHeapStatistics } from 'node:v8';
import {
  type Attachment,
  type Clock,
  type Collector,
  type CollectorTarget,
  type Evidence,
  mediaTypes,
  type Metric,
} from '@wiretax/core';
import { collectionMetrics, collectionTable } from './collection-metrics.js';
import { CollectionWatch } from './collections.js';
import { watchLoopDelay } from './loop-delay.js';

const defaultResolutionMs = 20;
const artifact = { file: 'gc.json', mediaType: mediaTypes.pauses };

export const runtime: Collector = {
  overhead: 'free',
  side: 'inside',
  options: {
    type: 'object',
    properties: {
      resolutionMs: {
        type: 'integer',
        minimum: 1,
        maximum: 1000,
        description: `How often the delay of the event loop is looked at, ms; ${String(defaultResolutionMs)} unless given.`,
      },
    },
    additionalProperties: false,
  },

  probe: () => Promise.resolve({ available: true }),

  attach: (target) => Promise.resolve(attachTo(target)),
};

function attachTo({ host, directory, options }: CollectorTarget): Attachment {
  const { resolutionMs = defaultResolutionMs } = options as { resolutionMs?: number };
  const watch = new CollectionWatch();
  const loopDelayUntilNow = watchLoopDelay(resolutionMs);
  const heapAtStart = getHeapStatistics().used_heap_size;

  const collect = async (): Promise<Evidence> => {
    watch.end();
    const heapUsed = getHeapStatistics().used_heap_size;
    const delay = loopDelayUntilNow();
    const collections = await watch.collections();
    const failure = await host.files
      .write(join(directory, artifact.file), collectionTable(collections, originNs(host.clock)))
      .then(() => undefined, reasonOf);
    return {
      metrics: [
        ...collectionMetrics(collections),
        bytes('heap.growth', heapUsed - heapAtStart),
        bytes('heap.used', heapUsed),
        ...delay.metrics,
      ],
      artifacts: failure === undefined ? [artifact] : [],
      notes: [...delay.notes, ...(failure === undefined ? [] : [`there is no ${artifact.file}: ${failure}`])],
    };
  };
  let evidence: Promise<Evidence> | undefined;
  return { detach: () => (evidence ??= collect()) };
}

/** The host's time at which `performance.now` was 0, from the closest of some paired readings. */
function originNs(clock: Pick<Clock, 'nowNs'>): number {
  const readings = Array.from({ length: 20 }, () => {
    const beforeNs = performance.now() * 1e6;
    return clock.nowNs() - beforeNs;
  });
  return Math.min(...readings);
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function bytes(name: string, value: number): Metric {
  return { name, value, unit: 'bytes', kind: 'gauge' };
}
