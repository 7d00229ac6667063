import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { awaitInterruption } from './interruption.js';

const refuse = (): void => {
  throw new Error('once is not twice');
};

for (const name of ['SIGINT', 'SIGTERM'] as const) {
  test(`${name} aborts and says that nothing is lost`, () => {
    const said: string[] = [];
    const before = process.listenerCount(name);
    const interruption = awaitInterruption((text) => said.push(text), [], refuse);
    assert.is(interruption.signal.aborted, false);
    process.emit(name);
    assert.is(interruption.signal.aborted, true);
    assert.match(said.join(''), /Finished trials are kept/);
    assert.is(interruption.exitCode(130), 130);
    interruption.end();
    assert.is(process.listenerCount(name), before);
  });
}

for (const name of ['uncaughtException', 'unhandledRejection'] as const) {
  test(`${name} aborts, says what was thrown, and is a failure`, () => {
    const said: string[] = [];
    const interruption = awaitInterruption((text) => said.push(text), [], refuse);
    const listener = process.listeners(name as 'SIGINT').at(-1) as unknown as (thrown: unknown) => void;
    listener(new Error('out of luck'));
    assert.is(interruption.signal.aborted, true);
    assert.match(said.join(''), /threw where nobody catches it: out of luck\. Finished trials are kept/);
    assert.is(interruption.exitCode(130), 1);
    interruption.end();
  });
}

test.run();
