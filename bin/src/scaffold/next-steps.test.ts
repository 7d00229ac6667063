import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nextSteps } from './next-steps.js';
import { pluginNames } from './plugin-names.js';

const files = new Map([
  ['src/index.ts', ''],
  ['package.json', ''],
]);
const names = pluginNames('udp');

test('says what was written and what to type', () => {
  assert.is(
    nextSteps('transport', names, join(process.cwd(), 'wiretax-plugin-udp'), files),
    `wiretax-plugin-udp, a plugin with transport udp, in wiretax-plugin-udp:
  package.json
  src/index.ts

Next:
  cd wiretax-plugin-udp
  npm install
  npm test
  wiretax run study.yaml
  wiretax plugins link .
`,
  );
});

test('there is nowhere to go from the current folder, and a strange path is quoted', () => {
  assert.not.match(nextSteps('codec', names, process.cwd(), files), / cd /);
  assert.match(nextSteps('codec', names, join(process.cwd(), "it's here"), files), "  cd 'it'\\''s here'\n");
});

test.run();
