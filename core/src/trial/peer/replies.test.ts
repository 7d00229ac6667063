import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Bench } from '../../contract/plugin.js';
import type { Call, Handler, Payload } from '../../contract/payload.js';
import { Outcome, toldNot } from '../../contract/outcome.js';
import { applyPlugins } from '../../kernel/bench.js';
import { monotonicNs } from '../../kernel/host/clock.js';
import { inertTaps } from '../../kernel/inert-taps.js';
import { SampleKeeper } from '../recorder/samples.js';
import { fakeHost } from '../../testing/fake-host.js';
import { use } from '../../testing/sample-experiment.js';
import { createDriver, type Driven } from './driver.js';
import type { StartPeer } from './messages.js';
import { echoHandler } from './handler.js';

type Around = (call: Call) => (client: number, request: Payload) => unknown;

const flows: Readonly<Record<string, Around>> = {
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
  late: (answer) => async (request) => ({
    ...(await answer(request)),
    timestampNs: request.timestampNs + 1e9,
  }),
  busy: (answer) => async (request) => ({ ...(await answer(request)), serviceTimeNs: 2e9 }),
  big: (answer) => async (request) => ({ ...(await answer(request)), timestampNs: BigInt(1e15) }),
  unstamped: (answer) => async (request) => ({ ...(await answer(request)), timestampNs: undefined }),
  lazy: () => (request) => Promise.resolve({ ...request }),
  refuses: () => () => Promise.reject(new Error('connection refused')),
  bangs: () => () => {
    throw new Error('bang');
  },
  'fifth-refused': (answer) => async (request) => {
    if (request.id % 5 === 0) throw Object.assign(new Error('no room'), { outcome: Outcome.refused });
    return answer(request);
  },
  'stamps-zero': (answer) => async (request) => ({ ...(await answer(request)), timestampNs: 0 }),
  'stamps-not': (answer) => async (request) => ({ ...(await answer(request)), timestampNs: toldNot }),
};

/** When callers are due who have been free since an instant. */
const paces: Readonly<Record<string, (afterNs: number) => number>> = {
  'at-once': (afterNs) => afterNs,
  'no-number': () => Number.NaN,
  'too-early': (afterNs) => afterNs - 1,
  throws: () => {
    throw new Error('no more ideas');
  },
};

interface Cell {
  readonly transport: string;
  readonly flow?: readonly string[];
  readonly tolerate?: number;
  readonly clients?: number;
  readonly told?: Pick<StartPeer, 'workload' | 'sharesClock'>;
}

/** A client that drives 20 calls of each caller. */
async function driven({ transport, flow = [], tolerate = 0, clients = 1, told = {} }: Cell): Promise<Driven> {
  const apply = (bench: Bench): void => {
    const supports = { forms: ['process'], connections: 'shared', maxMessageBytes: 1e6 } as const;
    const unused = () => Promise.reject(new Error('not used'));
    for (const name of Object.keys(transports)) {
      bench.transports.add(name, { supports, listen: unused, connect: unused });
    }
    for (const [name, around] of Object.entries(flows)) bench.flows.add(name, { around: around as never });
    for (const [name, next] of Object.entries(paces)) {
      bench.loads.add(name, { kind: 'closed', pace: () => ({ next }) });
    }
  };
  const plugin = { name: 'strange', api: 2, apply } as const;
  const bench = applyPlugins({
    host: fakeHost(),
    plugins: [{ plugin, version: '1.0.0', entry: 'strange', dependencies: {} }],
    settings: {},
    tapsOf: () => inertTaps,
  });
  const answer = transports[transport]?.(echoHandler()) ?? (() => undefined);
  const driver = createDriver(
    { peer: { name: 'client', half: 'client' }, bench, packages: [], signal: new AbortController().signal },
    {
      peer: 'client',
      half: 'client',
      plugins: [],
      settings: {},
      transport: use(transport in transports ? transport : 'good'),
      codec: use('none'),
      clients,
      part: 0,
      parts: 1,
      size: { requestBytes: 64, replyBytes: 64 },
      serviceTimeNs: 0,
      flow: flow.map((name) => use(name)),
      load: use(transport in paces ? transport : 'at-once'),
      callTimeoutMs: 10_000,
      tolerate,
      seed: 1,
      ...told,
    },
    {
      call: (_, request) => answer(request) as Promise<Payload>,
      slots: Number.POSITIVE_INFINITY,
      close: () => Promise.resolve(),
    },
    new SampleKeeper(),
  );
  await driver.start(() => undefined);
  return driver.record({ atNs: monotonicNs(), stop: { requests: 20 }, begun: () => undefined });
}

/** What comes of it, in words. */
async function outcome(transport: string, flow: readonly string[] = [], tolerate = 0): Promise<string> {
  try {
    const { recorder } = await driven({ transport, flow, tolerate });
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
  ['good', ['remembers'], 'flow remembers: the reply says that its handler ran from '],
  ['silent', [], 'transport silent: it came back with null instead of a reply'],
  ['text', [], 'transport text: the data of the reply is no Uint8Array'],
  ['short', [], 'transport short: the reply has 63 bytes of data, 64 were asked for'],
  ['other', [], 'transport other: the reply carries id '],
  [
    'early',
    [],
    'transport early: the reply says that its handler ran from -1000 µs to -1000 µs after the call began',
  ],
  ['late', [], 'transport late: the reply says that its handler ran from 1000000 µs'],
  ['busy', [], 'transport busy: the reply says that its handler ran from '],
  ['big', [], 'transport big: the reply is stamped 1000000000000000 with'],
  ['unstamped', [], 'transport unstamped: the reply is stamped undefined with a service time of 0'],
  ['lazy', [], 'transport lazy: it answered with the request itself'],
];

for (const [transport, flow, says] of wrong) {
  test(`a wrong reply is refused and its maker named: ${[...flow, transport].join(' over ')}`, async () => {
    assert.match(await outcome(transport, flow), `E_WRONG_REPLY ${says}`);
  });
}

test('of several flows the one that made the wrong reply is named, not those that hand it on', async () => {
  assert.match(await outcome('good', ['patient', 'nothing', 'patient']), 'E_WRONG_REPLY flow nothing:');
  assert.match(await outcome('short', ['patient', 'patient']), 'E_WRONG_REPLY transport short:');
  assert.match(await outcome('silent', ['nothing']), 'E_WRONG_REPLY flow nothing:');
});

test('a call that fails is laid to whoever failed it', async () => {
  assert.match(
    await outcome('refuses', []),
    /^E_CALL_FAILED transport refuses: call \d+: connection refused$/,
  );
  assert.match(await outcome('refuses', ['patient']), 'E_CALL_FAILED transport refuses:');
  assert.match(await outcome('bangs', ['patient']), 'E_CALL_FAILED transport bangs:');
  assert.match(await outcome('good', ['patient', 'throws']), 'E_CALL_FAILED flow throws:');
});

test('a pace that is no instant, or too early, is told', async () => {
  assert.match(await outcome('no-number'), /^E_PACE load no-number: its pace says that a call is due NaN ns/);
  assert.match(await outcome('too-early'), /^E_PACE load too-early: .* due -?\d+ ns .* from \d+ ns on$/);
  assert.match(await outcome('throws'), /^E_PLUGIN load throws: no more ideas$/);
});

test('failed calls are put up with as far as is tolerated, and counted apart', async () => {
  const { recorder, tally } = await driven({ transport: 'fifth-refused', tolerate: 0.25, clients: 50 });
  assert.is(tally.offered, 1000);
  assert.equal([tally.started, tally.ok, tally.failed], [1000, recorder.response.count, { refused: 200 }]);
  assert.is(recorder.response.count, 800);
  assert.match(
    await outcome('fifth-refused', [], 0.1),
    /^E_CALL_FAILED transport fifth-refused: \d+ of \d+ calls failed \(\d+ refused\), more than tolerate: 10 %; the first: call \d+: no room$/,
  );
});

test('a server that stamps nothing has no one-way latency, and its calls count', async () => {
  for (const transport of ['stamps-zero', 'stamps-not']) {
    const { recorder } = await driven({ transport });
    const { response, toServer, toClient } = recorder;
    assert.equal([response.count, toServer.count, toClient.count], [20, 0, 0]);
  }
});

test('stamps of another clock are not told, whatever they say', async () => {
  for (const transport of ['good', 'early', 'late', 'busy']) {
    const { recorder } = await driven({ transport, told: { sharesClock: false } });
    const { response, toServer, toClient } = recorder;
    assert.equal([response.count, toServer.count, toClient.count], [20, 0, 0]);
  }
});

test('an answer to something else than echo may have any size', async () => {
  const workload = { method: 'GET', path: '/' };
  const { recorder } = await driven({ transport: 'short', told: { workload } });
  assert.is(recorder.response.count, 20);
});

test('good replies pass, with flows and without', async () => {
  assert.is(await outcome('good', []), '20 calls');
  assert.is(await outcome('good', ['patient', 'patient']), '20 calls');
});

test.run();
