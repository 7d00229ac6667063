import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withCli } from './cli.js';
import { places, planted } from './planted-disturbances.js';
import { documentOf } from './run-results.js';

const study = {
  transport: ['tcp', 'rest'],
  size: ['64B'],
  concurrency: [10],
  duration: '400ms',
  warmup: { min: '50ms', max: '200ms' },
  repetitions: 1,
  ceiling: false,
  ...(places === undefined ? {} : { settings: { pin: places } }),
};
/** On one CPU the peers can't be sent to two. */
const { settings: _, ...unplaced } = study as typeof study & { settings?: unknown };

for (const { name, told, missing, start } of planted) {
  test(`every row is disturbed by ${name}, with its numbers`, async () => {
    if (missing !== undefined) {
      console.log(`\nSKIPPED: ${missing}`);
      return;
    }
    const config = name === 'one CPU for everything' ? unplaced : study;
    await withCli({ 'wiretax.config.json': JSON.stringify(config) }, async (cli) => {
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
