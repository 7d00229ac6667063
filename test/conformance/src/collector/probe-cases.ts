import { strict as assert } from 'node:assert';
import type { Availability } from '@wiretax/core';
import type { Case } from '../cases.js';
import { contributionOf } from '../subject.js';
import { bareHost } from './bare-host.js';
import { type CollectorSubject, onScene, rejectionOf } from './scene.js';
import { assertRefusal, unavailable } from './tool-cases.js';

const platforms = ['linux', 'darwin', 'win32'];

/** Whether `probe` tells the truth, wherever it is asked. */
export function probeCases(subject: CollectorSubject): readonly Case[] {
  return [
    {
      name: 'probes a machine that has nothing',
      run: async () => {
        const collector = contributionOf(subject, 'collectors');
        for (const platform of platforms) {
          const asked = (async () => collector.probe(bareHost(platform)))();
          const rejection = await rejectionOf(asked);
          const said = String(rejection?.reason);
          assert.ok(
            rejection === undefined,
            `probe must not throw where nothing is installed (${platform}): ${said}`,
          );
          assertAvailability(await asked);
        }
      },
    },
    {
      name: 'says what is missing and how to get it',
      run: async () => {
        const collector = contributionOf(subject, 'collectors');
        for (const platform of platforms) {
          const answer = await collector.probe(bareHost(platform)).catch(() => undefined);
          if (answer?.available !== false) continue;
          assert.match(answer.missing, /\S/, 'probe must say what is missing');
          assert.match(answer.remedy, /\S/, 'probe must say how to get what is missing');
        }
      },
    },
    {
      name: 'is as available as it says',
      run: () =>
        onScene(subject, async (scene) => {
          const host = bareHost(process.platform);
          const answer = await scene.collector.probe(host);
          if (!answer.available) {
            await assertRefusal(scene, answer, { host });
            return;
          }
          const { target } = await scene.target({ host });
          const rejection = await rejectionOf(
            scene.collector.attach(target).then((attachment) => attachment.detach()),
          );
          assert.ok(
            rejection === undefined,
            `probe says that it is available where no command and no file is, and attach fails there: ${String(rejection?.reason)}`,
          );
        }),
    },
    {
      name: 'probes this machine',
      run: () =>
        onScene(subject, async ({ collector, host }) => {
          const answer = await collector.probe(host);
          assertAvailability(answer);
          if (!answer.available) assert.ok(subject.requireTool === false, unavailable(subject, answer));
        }),
    },
  ];
}

function assertAvailability(answer: Availability): void {
  const given: unknown = answer;
  const available =
    typeof given === 'object' && given !== null && 'available' in given ? given.available : undefined;
  assert.equal(
    typeof available,
    'boolean',
    'probe must resolve with { available: true } or { available: false, … }',
  );
}
