import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fakeHost } from '../../testing/fake-host.js';
import { settle } from '../../testing/fake-clock.js';
import { scriptedPeer } from '../../testing/scripted-peer.js';
import { echoHandler } from './handler.js';
import { histogramFile } from '../../record/store/histogram-file.js';
import { LineSplitter } from './lines.js';
import { parseReply, parseRequest } from './messages.js';
import { PeerProcess } from './peer-process.js';

const never = new AbortController().signal;

function peerWith(script: NonNullable<Parameters<typeof fakeHost>[0]>['script']) {
  const host = fakeHost(script === undefined ? {} : { script });
  const progress: unknown[] = [];
  const peer = new PeerProcess(host, 'client', host.spawn('node', []), (seen) => progress.push(seen));
  return { host, peer, progress };
}

async function failureOf(work: Promise<unknown>): Promise<Error & { code?: string }> {
  try {
    await work;
  } catch (thrown) {
    return thrown as Error;
  }
  throw new Error('it did not fail');
}

test('lines are the same wherever the stream is cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string().map((line) => line.replaceAll('\n', ''))),
      fc.infiniteStream(fc.nat(7)),
      (lines, cuts) => {
        const text = lines.map((line) => `${line}\n`).join('');
        const splitter = new LineSplitter();
        const seen: string[] = [];
        for (let at = 0; at < text.length;) {
          const length = 1 + (cuts.next().value as number);
          seen.push(...splitter.push(text.slice(at, at + length)));
          at += length;
        }
        assert.equal(seen, lines);
        assert.is(splitter.rest, '');
      },
    ),
  );
});

test('a line without end is refused before it fills memory', () => {
  const splitter = new LineSplitter(10);
  assert.throws(() => splitter.push('x'.repeat(11)), /longer than 10 characters/);
});

test('a peer that sends a line without end is ended', async () => {
  let babble: () => void = () => undefined;
  const { host, peer } = peerWith((process) => {
    babble = () => {
      process.print('x'.repeat(4 * 1024 * 1024 + 1));
    };
  });
  babble();
  assert.is((await peer.ended).code, 'E_PROTOCOL');
  assert.is(host.running.size, 0);
});

test('anything may come in on the control stream', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.object().map((value) => JSON.stringify({ v: 1, id: 1, ...value })),
      ),
      (line) => {
        const reply = parseReply(line);
        assert.ok(reply === undefined || reply.v === 1);
        try {
          assert.is(parseRequest(line).v, 1);
        } catch (thrown) {
          assert.instance(thrown, Error);
        }
      },
    ),
    { numRuns: 1000 },
  );
  assert.throws(() => parseRequest('{"v":2,"id":1,"name":"stop"}'), /speaks control protocol 2, this peer 1/);
});

test('a request is answered; noise on standard output is passed over', async () => {
  const { peer } = peerWith((process) => {
    process.print('hello from native code\n{"v":1}\n');
    scriptedPeer()(process);
  });
  assert.is(await peer.ask('connect', { endpoint: { link: 'memory', address: 'x' } }, 1000, never), null);
});

test('a failed request carries the code and names the role', async () => {
  const { peer } = peerWith(
    scriptedPeer({ connect: () => Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) }),
  );
  const error = await failureOf(
    peer.ask('connect', { endpoint: { link: 'memory', address: 'x' } }, 1000, never),
  );
  assert.is(error.message, 'client: refused');
  assert.is(error.code, 'ECONNREFUSED');
});

test('a peer that does not answer is killed', async () => {
  const { host, peer } = peerWith(scriptedPeer({ warmup: () => undefined }));
  const asked = failureOf(peer.ask('warmup', { minMs: 1, maxMs: 2, minCalls: 0 }, 5000, never));
  await host.clock.advance(5000);
  const error = await asked;
  assert.is(error.code, 'E_PEER_HUNG');
  assert.match(error.message, 'the client peer did not answer to warmup within 5 s and was killed');
  assert.is(host.running.size, 0);
});

test('a peer that tells of progress is waited for, and killed when it falls silent', async () => {
  let tell: () => void = () => undefined;
  const { host, peer } = peerWith((process) => {
    tell = () => {
      process.print('{"v":1,"event":"progress","progress":{"calls":5,"p50Ns":1,"p99Ns":2}}\n');
    };
  });
  const asked = failureOf(peer.ask('record', { atNs: 5 }, { silenceMs: 5000 }, never));
  for (let times = 0; times < 3; times += 1) {
    await host.clock.advance(4000);
    assert.is(host.running.size, 1);
    tell();
  }
  await host.clock.advance(10_000);
  assert.is((await asked).code, 'E_PEER_HUNG');
  assert.is(host.running.size, 0);
});

test('when it dies every request learns of it, then and later, and its last words are kept', async () => {
  let die: () => void = () => undefined;
  const { peer } = peerWith((process) => {
    die = () => {
      process.printError('out of\nmemory\n');
      process.exit({ code: null, signal: 'SIGKILL' });
    };
  });
  const asked = failureOf(peer.ask('warmup', { minMs: 1, maxMs: 2, minCalls: 0 }, 5000, never));
  die();
  const { message } = await asked;
  assert.match(message, 'the client peer was killed by SIGKILL: by hand, or by the system');
  assert.match(message, 'its last lines are under error.log in trials.jsonl');
  assert.is((await peer.ended).code, 'E_PEER_EXITED');
  assert.is((await failureOf(peer.ask('stop', null, 1000, never))).code, 'E_PEER_EXITED');
  assert.equal(peer.output.log, ['out of', 'memory']);
});

test('stopping asks, waits, and kills what is left', async () => {
  const polite = peerWith(scriptedPeer());
  assert.is(await polite.peer.stop(), undefined);
  assert.is(polite.host.running.size, 0);

  const unlucky = peerWith((process) => {
    process.onEnd(process.exit);
    scriptedPeer({ stop: () => new Error('the socket is busy') })(process);
  });
  assert.is((await unlucky.peer.stop())?.message, 'client: the socket is busy');

  const deaf = peerWith(() => undefined);
  const stopped = deaf.peer.stop();
  await deaf.host.clock.advance(1999);
  assert.is(deaf.host.running.size, 1);
  await deaf.host.clock.advance(1);
  assert.match((await stopped)?.message ?? '', 'the client peer did not close within 2 s and was killed');
  assert.is(deaf.host.running.size, 0);
});

test('an interruption rejects the request with its reason', async () => {
  const { peer } = peerWith(() => undefined);
  const controller = new AbortController();
  const asked = failureOf(peer.ask('warmup', { minMs: 1, maxMs: 2, minCalls: 0 }, 5000, controller.signal));
  await settle();
  controller.abort(new Error('interrupted'));
  assert.is((await asked).message, 'interrupted');
});

test('progress events reach the observer', () => {
  const { progress } = peerWith((process) => {
    queueMicrotask(() => {
      process.print('{"v":1,"event":"progress","progress":{"calls":5,"p50Ns":1,"p99Ns":2}}\n');
    });
  });
  return settle().then(() => {
    assert.equal(progress, [{ calls: 5, p50Ns: 1, p99Ns: 2 }]);
  });
});

test('the echo service answers with the size asked for and says how long it took', async () => {
  const handler = echoHandler();
  const data = new Uint8Array([1, 2, 3]);
  const echo = await handler({ id: 9, data, timestampNs: 5, replySize: 3, serviceTimeNs: 0 });
  assert.is(echo.data, data);
  assert.is(echo.id, 9);
  const large = await handler({ id: 10, data, timestampNs: 5, replySize: 1000, serviceTimeNs: 200_000 });
  assert.is(large.data.length, 1000);
  assert.ok(large.serviceTimeNs >= 200_000);
  assert.throws(
    () => handler({ id: 11, data, timestampNs: 5, replySize: 2 ** 32 - 1, serviceTimeNs: 0 }),
    /too much/,
  );
});

test('histogram files are named for their series', () => {
  assert.equal(['response', 'toServer'].map(histogramFile), ['response.hlog', 'to-server.hlog']);
});

test.run();
