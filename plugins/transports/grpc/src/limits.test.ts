import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Payload } from '@wiretax/core';
import { connect, failureOf, payload, withPair } from './echo.test.support.js';

test('a message over the limit is refused at either end', async () => {
  await withPair({ options: { maxMessageBytes: 1000 } }, async (client, { endpoint }) => {
    assert.is((await client.call(0, payload(1, 968))).data.byteLength, 968);
    const exhausted =
      /failed with RESOURCE_EXHAUSTED \(.*larger than .*1000\)?\); raise the option maxMessageBytes\.$/;
    assert.match(await failureOf(client.call(0, payload(1, 969))), exhausted);
    const unlimited = await connect(endpoint, 1);
    const failure = await failureOf(unlimited.call(0, payload(1, 969)));
    await unlimited.close();
    assert.match(failure, exhausted);
  });
});

test('a reply over the limit is refused at either end', async () => {
  const handler = (request: Payload): Payload => ({ ...payload(request.id, 969) });
  await withPair({ handler, options: { maxMessageBytes: 1000 } }, async (client) => {
    assert.match(
      await failureOf(client.call(0, payload(1, 1))),
      /with RESOURCE_EXHAUSTED \(Sent message larger/,
    );
  });
  await withPair({ handler }, async (_, { endpoint }) => {
    const limited = await connect(endpoint, 1, { maxMessageBytes: 1000 });
    const failure = await failureOf(limited.call(0, payload(1, 1)));
    await limited.close();
    assert.match(failure, /with RESOURCE_EXHAUSTED \(Received message larger/);
  });
});

test.run();
