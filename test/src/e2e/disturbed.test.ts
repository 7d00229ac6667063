import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { plantedDisturbances } from './planted-disturbances.js';
import { documentOf } from './run-results.js';

const study = {
  transport: ['tcp', 'rest'],
  size: ['64B'],
  concurrency: [10],
  duration: '400ms',
  warmup: { min: '50ms', max: '200ms' },
  repetitions: 1,
  ceiling: false,
};

for (const { name, told, missing, config, start } of plantedDisturbances()) {
  test(`every row is disturbed by ${name}, with its numbers`, async () => {
    if (missing !== undefined) {
      console.log(`\nSKIPPED: ${missing}`);
      return;
    }
    await withCli({ 'wiretax.config.json': JSON.stringify({ ...study, ...config }) }, async (cli) => {
      const finished = await start(cli, 'run', '--json').finished;
      assert.is(finished.code, 0, finished.stderr);
      const { rows } = documentOf(finished);
      assert.is(rows.length, 2);
      for (const { cell, verdict, reasons } of rows) {
        assert.is(verdict, 'disturbed', `${cell.id}: ${reasons.join('; ')}`);
        assert.match(reasons[0] ?? '', told);
      }
    });
  });
}

test.run();
