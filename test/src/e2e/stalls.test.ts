import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeline } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fixture, newestRun, studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { documentOf } from './run-results.js';
import { forgetDisturbances } from './undisturbed.js';

/** A service of 2 ms a call, so that what else this machine does is small beside it. */
const files = studyOf({
  plugins: fixture('stalls/blocker.mjs'),
  transport: 'tcp',
  concurrency: 5,
  serviceTime: '2ms',
  requests: undefined,
  duration: '4s',
  collectors: ['blocker'],
});

test('a planted stall is found at its place, with its length, and whoever stood still is named', async () => {
  await withCli(files, async (cli) => {
    const finished = await cli.run('run', '--json');
    assert.is(finished.code, 0, finished.stderr);
    const { trials } = documentOf(finished);
    const [trial] = trials;
    const longest = trial?.measured?.pauses?.longest ?? [];
    const { id } = newestRun(cli);
    const timeline = join(
      cli.folder,
      '.wiretax',
      'runs',
      id,
      'trials',
      trial?.cell ?? '',
      '1',
      'timeline.json',
    );
    const { startNs: beganNs } = JSON.parse(readFileSync(timeline, 'utf8')) as Timeline;
    for (const peer of ['server', 'client'] as const) {
      const metrics = trial?.evidence.find((record) => record.peer === peer)?.metrics ?? [];
      const at = (name: string): number =>
        (metrics.find((metric) => metric.name === name)?.value ?? Number.NaN) - beganNs;
      const [blockedNs, freedNs] = [at('block.start'), at('block.end')];
      const middleNs = (blockedNs + freedNs) / 2;
      const pause = longest.find(
        ({ startNs, lengthNs }) => startNs < middleNs && startNs + lengthNs > middleNs,
      );
      assert.ok(pause, `${peer}: no pause at ${String(middleNs)} in ${JSON.stringify(longest)}`);
      // What was on its way when the server was blocked still arrives, and the first reply after it takes its time.
      assert.ok(
        Math.abs(pause.startNs - blockedNs) < 100e6,
        `${peer}: ${String(pause.startNs)} for ${String(blockedNs)}`,
      );
      assert.ok(
        Math.abs(pause.startNs + pause.lengthNs - freedNs) < 100e6,
        `${peer}: ${String(pause.lengthNs)}`,
      );
      assert.is(pause.stoodStill, peer);
    }
    forgetDisturbances(cli);
    const { findings } = documentOf(await cli.run('report', id, '--reporter', 'json'));
    const stall = findings.find((finding) => finding.id.startsWith('stalls.'));
    assert.match(
      stall?.statement ?? '',
      /: \d+ pauses, \d\.\d\d s in all; in the longest the client stood still for \d{3} ms at \d\.\d\d s; closed callers/,
    );
  });
});

test.run();
