import type { Attachment, Availability, Collector, CollectorTarget, Evidence, Host } from '@wiretax/core';
import { constantsOf } from './constants.js';
import { evidenceOf } from './evidence.js';
import { textOf } from './proc.js';
import { read } from './reading.js';

export const system: Collector = {
  overhead: 'free',
  side: 'outside',
  options: { type: 'object', properties: {}, additionalProperties: false },

  probe: availability,

  attach: async (target) => {
    const answer = await availability(target.host);
    if (!answer.available) throw new Error(`${answer.missing}; ${answer.remedy}`);
    return attachTo(target);
  },
};

async function availability({ platform, files }: Pick<Host, 'platform' | 'files'>): Promise<Availability> {
  if (/^cpu\d/m.test((await textOf(files, '/proc/stat')) ?? '')) return { available: true };
  return platform === 'linux'
    ? {
        missing: 'CPU times in /proc/stat',
        remedy: 'mount -t proc proc /proc, or leave it out with --collect none',
        available: false,
      }
    : {
        missing: '/proc/stat, which only Linux has',
        remedy: 'run on Linux, or leave it out with --collect none',
        available: false,
      };
}

async function attachTo({ host, pid, signal }: CollectorTarget): Promise<Attachment> {
  signal.throwIfAborted();
  const constants = await constantsOf(host);
  const { files, clock } = host;
  const reading = { files, clock, pid, ksoftirqd: constants.ksoftirqd };
  const start = await read({ ...reading, end: 'start' });
  const collect = async (): Promise<Evidence> =>
    evidenceOf(start, await read({ ...reading, end: 'stop' }), constants);
  let evidence: Promise<Evidence> | undefined;
  return { detach: () => (evidence ??= collect()) };
}
