import type { Manifest } from '@wiretax/core';
import { differences, differenceText, groundOf } from '@wiretax/core/record';

/** Beside the machine and what peers inherit. */
const looked: readonly (readonly [name: string, of: (manifest: Manifest) => unknown])[] = [
  ['wiretax', ({ wiretax }) => wiretax],
  ['load', ({ experiment }) => experiment.axes.load.map(({ label }) => label).join(' ')],
  ['window', ({ experiment }) => windowText(experiment.stop)],
  ['collectors', ({ experiment }) => experiment.collectors.map(({ label }) => label).join(' ')],
];

/** What differs from the run before, a part of a sentence each. */
export function circumstances(before: Manifest, now: Manifest): readonly string[] {
  const machine = differences(groundOf(before, 1), groundOf(now, 1)).map(differenceText);
  const rest = looked.flatMap(([name, of]) => {
    const [was, is] = [before, now].map((manifest) => text(of(manifest)));
    return was === is ? [] : [`${name} ${is ?? ''}, was ${was ?? ''}`];
  });
  return [...machine, ...rest];
}

function text(value: unknown): string {
  return typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : 'unknown';
}

function windowText({ requests, durationMs }: Manifest['experiment']['stop']): string {
  return [
    requests === undefined ? [] : [`${String(requests)} calls a client`],
    durationMs === undefined ? [] : [`${String(durationMs)} ms`],
  ]
    .flat()
    .join(' or ');
}
