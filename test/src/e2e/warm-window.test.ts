import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Timeline } from '@wiretax/core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { parseTrial, storedRuns, trialLines } from './run-results.js';

// V8 logs what it deoptimises with a time that counts from its start, of which this collector tells the instant.
const clock = `
import { performance } from 'node:perf_hooks';
import { definePlugin } from '@wiretax/core';
const metric = (name, value) => ({ name, value, unit: 'count', kind: 'gauge' });
export default definePlugin({ name: 'v8-clock', api: 2, apply({ collectors, host }) {
  collectors.add('v8-clock', { overhead: 'free', side: 'inside', probe: async () => ({ available: true }), attach: async () => ({
    detach: async () => {
      const startNs = host.clock.nowNs() + (performance.nodeTiming.v8Start - performance.now()) * 1e6;
      return { metrics: [metric('start', startNs), metric('pid', process.pid)], artifacts: [], notes: [] };
    } }) });
} });
`;

/** Functions that run for each call: ours, the stacks', and those of Node that move bytes. */
const callPath =
  /\/(core|plugins|proto)\/dist\/|\/node_modules\/(?!hdr-histogram)|node:(net|http|http2|_http\w*|buffer|events|internal\/(streams|stream_base|http|http2|buffer|js_stream|process\/task_queues|async_hooks))/;

for (const transport of ['tcp', 'rest', 'grpc']) {
  const config = `
transport: ${transport}
plugins: ./clock.mjs
collectors: v8-clock
size: 64B
concurrency: [1, 10]
duration: 600ms
warmup: { max: 12s, calls: 8000 }
repetitions: 1
ceiling: false
node: { as: logged, flags: ['--log-deopt', '--no-logfile-per-isolate', '--logfile=v8-%p.log'] }
`;
  test(`${transport}: nothing of the call path is deoptimised in a recorded window`, async () => {
    await withCli({ 'wiretax.config.yaml': config, 'clock.mjs': clock }, async (cli) => {
      const { code, stderr } = await cli.run('run');
      assert.is(code, 0, stderr);
      const [run = ''] = storedRuns(cli.folder);
      const trials = trialLines(cli.folder, run).map(parseTrial);
      assert.is(trials.length, 2);
      let logged = 0;
      for (const { cell, trial, measured, evidence } of trials) {
        assert.is(evidence.length, 2, cell);
        const folder = join(cli.folder, '.wiretax', 'runs', run, 'trials', cell, String(trial));
        const path = join(folder, 'timeline.json');
        const { startNs } = JSON.parse(readFileSync(path, 'utf8')) as Timeline;
        for (const { peer, metrics } of evidence) {
          const valueOf = (name: string): number =>
            metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
          const fromUs = (startNs - valueOf('start')) / 1e3;
          const toUs = fromUs + (measured?.durationNs ?? 0) / 1e3;
          const all = deoptimisations(join(cli.folder, `v8-${String(valueOf('pid'))}.log`));
          logged += all.length;
          const inWindow = all.filter(
            ({ atUs, where }) => atUs >= fromUs && atUs < toUs && callPath.test(where),
          );
          assert.equal(inWindow, [], `${cell} ${peer}, window ${String(fromUs)} to ${String(toUs)} us`);
        }
      }
      assert.ok(logged > 0, 'V8 has logged what happened while it warmed up');
    });
  });
}

/** Those of a log, each with the functions in which it happened and why. */
function deoptimisations(path: string): { atUs: number; where: string }[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([event]) => event === 'code-deopt')
    .map(([, atUs, , , , , , ...where]) => ({ atUs: Number(atUs), where: where.join(',') }));
}

test.run();
