import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Collector, Evidence, Metric, Plugin } from '@wiretax/core';
import { inside, outside, type OutsideParts, pluginOf } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

const insider = (case_: string, changes: Partial<Collector>): Broken => ({
  fails: [case_],
  plugin: pluginOf({ ...inside(), ...changes }),
});

const bringing = (fails: readonly string[], change: (evidence: Evidence) => Evidence): Broken => ({
  fails,
  plugin: pluginOf(inside(change)),
});

const withMetric = (case_: string, changes: object): Broken =>
  bringing([case_], (evidence) => {
    const metric: Metric = { name: 'gc.count', value: 1, unit: 'count', kind: 'counter' };
    return { ...evidence, metrics: [...evidence.metrics, { ...metric, ...changes }] };
  });

const outsider = (case_: string, parts: Partial<OutsideParts>): Broken => ({
  fails: [case_],
  plugin: pluginOf(outside(parts)),
});

const sound = inside();

/** The last attachment overwrites what the others know. */
function sharing(): Collector {
  let evidence: Promise<Evidence> | undefined;
  return {
    ...sound,
    attach: async (target) => {
      const attachment = await sound.attach(target);
      evidence = undefined;
      return { detach: () => (evidence ??= attachment.detach()) };
    },
  };
}

/** Each detach measures again. */
const remeasuring: Collector['attach'] = async (target) => {
  const attachment = await sound.attach(target);
  let detached = 0;
  return {
    detach: async () => {
      detached += 1;
      const evidence = await attachment.detach();
      return { ...evidence, notes: [`detached ${String(detached)} times`] };
    },
  };
};

export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: pluginOf(sound, 'other') },
  insider('probes a machine that has nothing', {
    probe: ({ platform }) =>
      platform === process.platform
        ? Promise.resolve({ available: true })
        : Promise.reject(new Error('ENOENT')),
  }),
  outsider('says what is missing and how to get it', {
    probe: (host) =>
      host.run('cat', []).then(
        () => ({ available: true }),
        () => ({ available: false, missing: 'cat', remedy: '' }),
      ),
  }),
  outsider('is as available as it says', { probe: () => Promise.resolve({ available: true }) }),
  insider('probes this machine', {
    probe: ({ env }) => Promise.resolve({ available: (env['PATH'] === undefined ? true : 'yes') as true }),
  }),
  bringing(['brings something back'], () => ({ metrics: [], artifacts: [], notes: [] })),
  withMetric('metrics have dotted lower-case names, each once', { name: 'gcCount' }),
  withMetric('metrics have finite values, and counters none below zero', { value: Number.NaN }),
  withMetric('metrics have a unit and a kind', { unit: 'ms' }),
  bringing(
    ['artifacts are files in its directory, with a media type', 'watches two processes at a time'],
    (evidence) => ({ ...evidence, artifacts: [{ file: 'stacks.folded', mediaType: 'text/plain' }] }),
  ),
  bringing(['notes are texts'], (evidence) => ({ ...evidence, notes: [''] })),
  insider('detaches twice with the same evidence', { attach: remeasuring }),
  insider('works in both windows', {
    attach: (target) =>
      target.window === 'measure'
        ? Promise.reject(new Error('in a profile pass only'))
        : sound.attach(target),
  }),
  insider('takes a target that can’t be changed', {
    attach: (target) => sound.attach(Object.assign(target, { options: {} })),
  }),
  insider('watches two processes at a time', sharing()),
  outsider('refuses a process that has ended', { alive: () => true }),
  outsider('settles when the process ends', {
    gone: () => Promise.reject(JSON.parse('"no error"') as Error),
  }),
  bringing(['writes nothing outside of its directory'], (evidence) => {
    if (basename(process.cwd()) === 'elsewhere') writeFileSync('perf.data', '');
    return evidence;
  }),
  outsider('leaves no process and no handle behind', { end: () => Promise.resolve() }),
  outsider('ends with its signal', { onAbort: () => undefined }),
];
