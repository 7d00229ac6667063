import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench } from '../../contract/plugin.js';
import type { Call, Handler, Payload } from '../../contract/payload.js';
import { applyPlugins } from '../../kernel/bench.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { inertTaps } from '../../kernel/inert-taps.js';
import { SampleKeeper } from '../recorder/samples.js';
import { fakeHost } from '../../testing/fake-host.js';
import { use } from '../../testing/sample-experiment.js';
import { createDriver } from './driver.js';
import { echoHandler } from './handler.js';

type Wrap = (call: Call) => (client: number, request: Payload) => unknown;

const flows: Readonly<Record<string, Wrap>> = {
  patient: (call) => async (client, request) => {
    await Promise.resolve();
    return call(client, request);
  },
  'own-request': () => (_, request) => Promise.resolve(request),
  'own-request-copied': () => (_, request) => Promise.resolve({ ...request }),
  'own-request-after-all': (call) => async (client, request) => {
    await call(client, request);
    return { ...request };
  },
  nothing: () => () => Promise.resolve(undefined),
  'a-promise-less': () => () => 7,
  remembers:
    () =>
    (_, { id, replySize }) =>
      Promise.resolve({ id, data: new Uint8Array(replySize), timestampNs: 5, replySize, serviceTimeNs: 0 }),
  copies: (call) => (client, request) => call(client, { ...request }),
  throws: () => () => {
    throw new Error('no more credit');
  },
};

const transports: Readonly<Record<string, (answer: Handler) => (request: Payload) => unknown>> = {
  good: (answer) => async (request) => answer(request),
  silent: () => () => Promise.resolve(null),
  text: (answer) => async (request) => ({ ...(await answer(request)), data: 'x'.repeat(64) }),
  short: (answer) => async (request) => ({ ...(await answer(request)), data: new Uint8Array(63) }),
  other: (answer) => async (request) => ({ ...(await answer(request)), id: request.id + 1 }),
  early: (answer) => async (request) => ({
    ...(await answer(request)),
    timestampNs: request.timestampNs - 1e6,
  }),
  late: (answer) => async (request) => ({ ...(await answer(request)), timestampNs: monotonicNs() + 1e9 }),
  busy: (answer) => async (request) => ({ ...(await answer(request)), serviceTimeNs: 2e9 }),
  big: (answer) => async (request) => ({ ...(await answer(request)), timestampNs: BigInt(1e15) }),
  unstamped: (answer) => async (request) => ({ ...(await answer(request)), timestampNs: undefined }),
  lazy: () => (request) => Promise.resolve({ ...request }),
  refuses: () => () => Promise.reject(new Error('connection refused')),
  bangs: () => () => {
    throw new Error('bang');
  },
};

/** What loads ask with, and hand on of the reply. */
const loads = {
  miscounts: { asks: (request: Payload) => request, handsOn: (reply: Payload) => reply },
  plain: { asks: (request: Payload) => request, handsOn: (reply: Payload) => reply },
  forgets: { asks: (request: Payload) => request, handsOn: (): never => undefined as never },
  copies: { asks: (request: Payload) => ({ ...request }), handsOn: (reply: Payload) => reply },
};

/** What comes of 20 calls of one caller. */
async function outcome(
  transport: string,
  flow: readonly string[],
  load: keyof typeof loads,
): Promise<string> {
  const apply = (bench: Bench): void => {
    const supports = { forms: ['process'], connections: 'shared', maxMessageBytes: 1e6 } as const;
    const unused = () => Promise.reject(new Error('not used'));
    for (const name of Object.keys(transports)) {
      bench.transports.add(name, { supports, listen: unused, connect: unused });
    }
    for (const [name, wrap] of Object.entries(flows)) bench.flows.add(name, { wrap: wrap as never });
    for (const [name, { asks, handsOn }] of Object.entries(loads)) {
      bench.loads.add(name, {
        kind: 'closed',
        run: async ({ next, request, call, record, fail, now }) => {
          let issued = 0;
          while (next()) {
            issued += 1;
            const asked = request(0);
            let reply: Payload;
            try {
              reply = await call(0, asks(asked));
            } catch (error) {
              fail(now(), asked, error);
              continue;
            }
            record(asked.timestampNs, asked, handsOn(reply));
          }
          return { issued, completed: name === 'miscounts' ? issued - 1 : issued, failed: 0 };
        },
      });
    }
  };
  const plugin = { name: 'strange', api: 1, apply } as const;
  const bench = applyPlugins({
    host: fakeHost(),
    plugins: [{ plugin, version: '1.0.0', entry: 'strange', dependencies: {} }],
    settings: {},
    tapsOf: () => inertTaps,
  });
  const answer = transports[transport]?.(echoHandler()) ?? (() => undefined);
  const driver = createDriver(
    { bench, packages: [], signal: new AbortController().signal },
    {
      role: 'client',
      plugins: [],
      settings: {},
      transport: use(transport),
      codec: use('none'),
      clients: 1,
      size: { requestBytes: 64, replyBytes: 64 },
      serviceTimeNs: 0,
      flow: flow.map((name) => use(name)),
      load: use(load),
      callTimeoutMs: 10_000,
      seed: 1,
    },
    { call: (_, request) => answer(request) as Promise<Payload>, close: () => Promise.resolve() },
    new SampleKeeper(),
  );
  driver.start(() => undefined);
  try {
    const recording = { atNs: monotonicNs(), stop: { requests: 20 }, begun: () => undefined };
    const { recorder } = await driver.record(recording);
    return `${String(recorder.response.count)} calls`;
  } catch (thrown) {
    const { code, message } = thrown as { code?: string; message: string };
    return `${String(code)} ${message.replace(' (strange 1.0.0) failed', '')}`;
  }
}

const wrong: readonly (readonly [transport: string, flow: readonly string[], says: string])[] = [
  ['good', ['own-request'], 'flow own-request: it answered with the request itself'],
  ['good', ['own-request-copied'], 'flow own-request-copied: it answered with the request itself'],
  ['good', ['own-request-after-all'], 'flow own-request-after-all: it answered with the request itself'],
  ['good', ['nothing'], 'flow nothing: it came back with undefined instead of a reply'],
  ['good', ['a-promise-less'], 'flow a-promise-less: it came back with 7 instead of a reply'],
  ['good', ['remembers'], 'flow remembers: it answered a call that no transport was given'],
  ['good', ['copies'], 'flow copies: it answered a call that no transport was given'],
  ['silent', [], 'transport silent: it came back with null instead of a reply'],
  ['text', [], 'transport text: the data of the reply is no Uint8Array'],
  ['short', [], 'transport short: the reply has 63 bytes of data, 64 were asked for'],
  ['other', [], 'transport other: the reply carries id '],
  [
    'early',
    [],
    'transport early: the reply says that its handler ran from -1000 µs to -1000 µs after the call began',
  ],
  ['late', [], 'transport late: the reply says that its handler ran from 1000'],
  ['busy', [], 'transport busy: the reply says that its handler ran from '],
  ['big', [], 'transport big: the reply is stamped 1000000000000000 with'],
  ['unstamped', [], 'transport unstamped: the reply is stamped undefined with a service time of 0'],
  ['lazy', [], 'transport lazy: it answered with the request itself'],
];

for (const [transport, flow, says] of wrong) {
  test(`a wrong reply is refused and its maker named: ${[...flow, transport].join(' over ')}`, async () => {
    assert.match(await outcome(transport, flow, 'plain'), `E_WRONG_REPLY ${says}`);
  });
}

test('of several flows the one that made the wrong reply is named, not those that hand it on', async () => {
  const around = async (transport: string, flow: string[]) => outcome(transport, flow, 'plain');
  assert.match(await around('good', ['patient', 'nothing', 'patient']), 'E_WRONG_REPLY flow nothing:');
  assert.match(await around('short', ['patient', 'patient']), 'E_WRONG_REPLY transport short:');
  assert.match(await around('silent', ['nothing']), 'E_WRONG_REPLY flow nothing:');
});

test('a call that fails is laid to whoever failed it', async () => {
  assert.match(
    await outcome('refuses', [], 'plain'),
    /^E_CALL_FAILED transport refuses: call \d+: connection refused$/,
  );
  assert.match(await outcome('refuses', ['patient'], 'plain'), 'E_CALL_FAILED transport refuses:');
  assert.match(await outcome('bangs', ['patient'], 'plain'), 'E_CALL_FAILED transport bangs:');
  assert.match(await outcome('good', ['patient', 'throws'], 'plain'), 'E_CALL_FAILED flow throws:');
});

test('a load that loses the reply is named itself', async () => {
  assert.match(await outcome('good', ['patient'], 'forgets'), 'E_WRONG_REPLY load forgets:');
});

test('a load whose count is another is told', async () => {
  assert.match(
    await outcome('good', [], 'miscounts'),
    /^E_LOST_CALLS load miscounts says it issued (\d+) and completed \d+ calls, but \1 were issued and \1 recorded$/,
  );
});

test('a load that asks with a copy is named itself, with flows and without', async () => {
  for (const flow of [[], ['patient']]) {
    assert.match(
      await outcome('good', flow, 'copies'),
      'E_WRONG_REPLY load copies: it answered a call that no transport was given',
    );
  }
});

test('good replies pass, with flows and without', async () => {
  assert.is(await outcome('good', [], 'plain'), '20 calls');
  assert.is(await outcome('good', ['patient', 'patient'], 'plain'), '20 calls');
});

test.run();
