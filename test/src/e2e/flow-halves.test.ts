import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { runJson } from './run-results.js';

const study = (plugins: readonly string[]): string =>
  JSON.stringify({
    plugins,
    transport: ['tcp', 'rest'],
    size: '64B',
    concurrency: 4,
    flow: 'flips',
    load: 'closed',
    duration: '400ms',
    warmup: { min: '50ms', max: '100ms', calls: 1, settle: '10ms' },
    repetitions: 1,
    ceiling: false,
    collectors: [],
  });

test('what goes around a call has its other half at the server', async () => {
  const flips = `const flipped = (payload) => ({ ...payload, data: payload.data.map((byte) => byte ^ 90) });
    const both = (inner) => async (...rest) => flipped(await inner(...rest.map((one) => one?.data === undefined ? one : flipped(one))));
    export default { name: 'flips', api: 2, apply: ({ flows }) => flows.add('flips', {
      around: (call) => both(call),
      serve: (handler) => both((request) => {
        if (request.data.some((byte) => byte !== request.data[0])) return handler(request);
        throw new Error('unlikely bytes');
      }),
    }) };`;
  const files = {
    'wiretax.config.json': study(['./flips.mjs']),
    'flips.mjs': flips,
  };
  await withCli(files, async (cli) => {
    const { rows, trials } = await runJson(
      cli,
      '--flow',
      'flips',
      '--load',
      'closed',
      '--transport',
      'tcp,rest',
    );
    assert.equal(
      trials.map(({ status }) => status),
      ['completed', 'completed'],
    );
    assert.ok(rows.every(({ calls }) => calls > 0));
  });
});

test.run();
