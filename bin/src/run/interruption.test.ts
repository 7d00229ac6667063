import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { awaitInterruption } from './interruption.js';

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  test(`${name} aborts and says that nothing is lost`, () => {
    const said: string[] = [];
    const before = process.listenerCount(name);
    const interruption = awaitInterruption((text) => said.push(text));
    assert.is(interruption.signal.aborted, false);
    process.emit(name);
    assert.is(interruption.signal.aborted, true);
    assert.match(said.join(''), /Finished trials are kept/);
    interruption.end();
    assert.is(process.listenerCount(name), before);
  });
}

test.run();
