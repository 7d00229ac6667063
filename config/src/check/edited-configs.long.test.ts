import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WiretaxError } from '@wiretax/core';
import { seededRandom } from '@wiretax/core/run';
import { editedText } from '@wiretax/core/testing';
import { loadStudy } from './study.js';
import { inFolder } from '../read/temporary-folder.fixture.js';
import { presetFiles } from '../read/presets.js';

// `npm run bench fuzz` does a million of these, and of stored runs and texts.

test('a config that was edited can be run or is refused', async () => {
  const [smoke] = presetFiles().values();
  const text = readFileSync(smoke ?? '', 'utf8');
  const outcomes = { run: 0, refused: 0 };
  await inFolder({}, async (folder) => {
    for (let seed = 1; seed <= 300; seed += 1) {
      writeFileSync(join(folder, 'study.yaml'), editedText(text, seededRandom(seed)));
      try {
        await loadStudy('study.yaml', { cwd: folder });
        outcomes.run += 1;
      } catch (thrown) {
        if (!(thrown instanceof WiretaxError)) throw new Error(`seed ${String(seed)}`, { cause: thrown });
        outcomes.refused += 1;
      }
    }
  });
  assert.ok(outcomes.run > 10 && outcomes.refused > 100, JSON.stringify(outcomes));
});

test.run();
