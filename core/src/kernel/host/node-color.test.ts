import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { colorWanted } from './node-color.js';

const cases: readonly (readonly [Record<string, string>, onTerminal: boolean, piped: boolean])[] = [
  [{}, true, false],
  [{ TERM: 'xterm' }, true, false],
  [{ TERM: 'dumb' }, false, false],
  [{ NO_COLOR: '1' }, false, false],
  [{ NO_COLOR: '' }, true, false],
  [{ FORCE_COLOR: '1' }, true, true],
  [{ FORCE_COLOR: 'true', TERM: 'dumb' }, true, true],
  [{ FORCE_COLOR: '0' }, false, false],
  [{ FORCE_COLOR: 'false' }, false, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false, false],
];

for (const [environment, onTerminal, piped] of cases) {
  test(`colours with ${JSON.stringify(environment)}`, () => {
    assert.is(colorWanted(environment, true), onTerminal);
    assert.is(colorWanted(environment, false), piped);
  });
}

test.run();
