import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { percentilesOf } from './run-histograms.js';
import { parseTrial, rowOf, runJson, storedRuns, trialLines } from './run-results.js';

test('several client processes make one row, whose histogram is that of their calls together', () =>
  withCli(
    studyOf({
      transport: ['tcp', 'rest'],
      concurrency: [1, 5],
      clients: { processes: 2 },
      requests: 400,
      collectors: ['samples'],
      ceiling: true,
    }),
    async (cli) => {
      const document = await runJson(cli);
      const [id = ''] = storedRuns(cli.folder);
      for (const transport of ['tcp', 'rest']) {
        const row = rowOf(document, `${transport}.64B.c5`);
        assert.is(row.calls, 2000);
        assert.is(row.response.count, 2000);
        assert.equal(Object.keys(row.peers).sort(), ['client-1', 'client-2', 'server']);
        const trial = trialLines(cli.folder, id)
          .map(parseTrial)
          .find(({ cell }) => cell === `${transport}.64B.c5`);
        const clients = Object.values(trial?.measured?.clients ?? {});
        // Three callers and two: the budget of a window is shared out like them.
        assert.equal(
          clients.map(({ calls }) => calls).sort((a, b) => a - b),
          [800, 1200],
        );
        const folder = join(cli.folder, '.wiretax', 'runs', id, 'trials', `${transport}.64B.c5`, '1');
        const logOf = (part: string): string => readFileSync(join(folder, part, 'response.hlog'), 'utf8');
        assert.equal(percentilesOf([logOf('')]), percentilesOf([logOf('client-1'), logOf('client-2')]));
        const kept = (trial?.evidence ?? []).flatMap(({ peer, folder: own, artifacts }) =>
          artifacts.map(({ file }) => [peer, existsSync(join(folder, own, file))]),
        );
        assert.equal(kept.sort(), [
          ['client-1', true],
          ['client-2', true],
        ]);
        const longest = Math.max(...clients.map(({ response }) => response.max ?? 0));
        assert.is(trial?.measured?.response.max, longest);
        // One caller is too few for two processes.
        assert.equal(Object.keys(rowOf(document, `${transport}.64B.c1`).peers).sort(), ['client', 'server']);
      }
    },
  ));

test.run();
