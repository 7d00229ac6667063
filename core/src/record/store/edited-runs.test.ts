import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WiretaxError } from '../../kernel/errors.js';
import { seededRandom } from '../../kernel/random.js';
import { fakeHost } from '../../testing/fake-host.js';
import { editedRun, storedRun } from '../../testing/stored-run.js';
import { readResults } from './read.js';

// `npm run bench fuzz` does a million of these, and of configs and texts.

const run = storedRun();

function inFolder(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`run/${path}`, text]));
}

test('what is edited is a run that can be read', async () => {
  const { rows, trials, damage } = await readResults(fakeHost({ files: inFolder(run) }), 'run');
  assert.is(damage, undefined);
  assert.is(trials.length, 4);
  assert.is(rows.length, 2);
});

test('a run that was edited is read, in part, or refused', async () => {
  const outcomes = new Set<string>();
  for (let seed = 1; seed <= 300; seed += 1) {
    const files = inFolder(editedRun(run, seededRandom(seed)));
    try {
      const { damage } = await readResults(fakeHost({ files }), 'run');
      outcomes.add(damage === undefined ? 'read' : 'in part');
    } catch (thrown) {
      if (!(thrown instanceof WiretaxError)) throw new Error(`seed ${String(seed)}`, { cause: thrown });
      outcomes.add(thrown.code);
    }
  }
  for (const outcome of ['read', 'in part', 'E_MANIFEST', 'E_NO_RUN'])
    assert.ok(outcomes.has(outcome), outcome);
});

test.run();
