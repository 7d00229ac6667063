import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Vitals } from '../../contract/measured.js';
import { sampleCast } from '../../testing/sample-trials.js';
import { vitals } from '../../testing/scripted-peer.js';
import { clientBoundReason, isClientBound } from './client-bound.js';
import { limitOf, type SeenPeer } from './limit.js';

const busy = (loopUtilisation: number): Vitals => vitals({ loopUtilisation, userNs: loopUtilisation * 1e9 });
const command = (changes: Partial<Vitals>): Vitals => vitals({ loopUtilisation: null, ...changes });

/** Of a client, a proxy and a server. */
function seen(known: Readonly<Record<string, Vitals>>, more: readonly SeenPeer[] = []): readonly SeenPeer[] {
  const own = sampleCast('proxy-1').map((peer) => ({ ...peer, vitals: known[peer.name] ?? null }));
  return [...own, ...more];
}

test('the limit is who was busy for nine tenths, and more so than any other by a tenth', () => {
  const [client, server] = [busy(0.6), busy(0.5)];
  assert.equal(limitOf(seen({ client, server, 'proxy-1': command({ busiestThread: 0.97 }) })), {
    peer: 'proxy-1',
    busy: 0.97,
    of: 'thread',
  });
  assert.equal(
    limitOf(
      seen({ client, server, 'proxy-1': command({ userNs: 1.5e9, systemNs: 0.4e9, allottedCpus: 2 }) }),
    ),
    { peer: 'proxy-1', busy: 0.95, of: 'cpus' },
  );
  assert.equal(limitOf(seen({ client: busy(0.99), server })), { peer: 'client', busy: 0.99, of: 'loop' });
  assert.is(limitOf(seen({ client, server })), null, 'nobody was');
  assert.is(limitOf(seen({ client: busy(0.99), server: busy(0.93) })), null, 'two were');
  assert.is(limitOf(seen({})), null, 'nothing is known');
});

test('who is no hop of a call is no limit, and both ends in one process have none', () => {
  const sink: SeenPeer = { name: 'otlp', half: 'aside', machine: 'local', vitals: busy(1) };
  assert.is(limitOf(seen({ client: busy(0.5) }, [sink])), null);
  const [alone] = sampleCast().filter(({ half }) => half === 'client');
  assert.ok(alone);
  assert.is(limitOf([{ ...alone, vitals: busy(1) }]), null);
});

test('a client is bound by the busiest of those that answer it, whichever half that is', () => {
  const bound = (known: Readonly<Record<string, Vitals>>): boolean => isClientBound(seen(known), 10);
  const [client, server] = [busy(0.99), busy(0.3)];
  assert.ok(bound({ client, server, 'proxy-1': command({ busiestThread: 0.5 }) }));
  assert.not(bound({ client, server, 'proxy-1': command({ busiestThread: 0.96 }) }));
  assert.not(bound({ client: busy(0.7), server }), 'nobody knows how busy the proxy was');
  assert.ok(bound({ client, server }), 'a saturated client is a limit all the same');
});

test('of several clients the busiest counts, and is named', () => {
  const clients = [1, 2].map((number): SeenPeer => ({
    name: `client-${String(number)}`,
    half: 'client',
    machine: 'local',
    vitals: busy(number === 2 ? 0.98 : 0.5),
  }));
  const server: SeenPeer = { name: 'server', half: 'server', machine: 'local', vitals: busy(0.4) };
  assert.ok(isClientBound([...clients, server], 10));
  assert.match(
    clientBoundReason([...clients, server]),
    /^client-2 was busy 98 % of the time, the server 40 %/,
  );
  const unknown = { ...server, vitals: null };
  assert.is(
    clientBoundReason([...clients, unknown]),
    'client-2 was busy 98 % of the time, and nobody knows how busy those were that answered it',
  );
});

test.run();
