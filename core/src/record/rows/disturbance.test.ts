import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Interference } from '../../contract/interference.js';
import type { Placement } from '../../contract/cell.js';
import type { Vitals } from '../../contract/measured.js';
import { inColumnOrder } from './peers.js';
import { disturbance } from './disturbance.js';
import { sampleCast, seenPair } from '../../testing/sample-trials.js';
import { interference, vitals } from '../../testing/scripted-peer.js';

/** Milliseconds, as windows on a virtual machine with two CPUs brought them. */
interface Seen {
  readonly wall: number;
  readonly cpu: number;
  readonly main: number;
  readonly wait: number;
  readonly foreign?: number;
  readonly steal?: number;
  readonly throttled?: number;
  readonly still?: number;
}

function peer(cpus: string, seen: Seen): Vitals {
  const kept: Partial<Interference> = {
    cpus,
    mainWaitNs: seen.wait * 1e6,
    foreignCpuNs: (seen.foreign ?? 0) * 1e6,
    stealNs: (seen.steal ?? 0) * 1e6,
    throttledNs: (seen.throttled ?? 0) * 1e6,
    stillNs: (seen.still ?? 0) * 1e6,
    longestStillNs: (seen.still ?? 0) * 1e6,
  };
  return vitals({
    wallNs: seen.wall * 1e6,
    userNs: seen.cpu * 1e6,
    systemNs: 0,
    mainThreadCpu: seen.main / seen.wall,
    interference: interference(kept),
  });
}

const said = (client: Vitals, server: Vitals | null, placement: Placement = 'split'): string =>
  disturbance(seenPair(client, server), placement) ?? '';

/** A quiet pair: rest with 64 KiB and 50 callers, whose helpers made the main threads wait for 47 and 33 % of the window. */
const busyHelpers = {
  client: peer('0', { wall: 314.5, cpu: 313.5, main: 168.4, wait: 147.7, foreign: 1.4 }),
  server: peer('1', { wall: 324.2, cpu: 231.1, main: 131.8, wait: 107.2, foreign: 3.5 }),
};

test('own helpers that make the main thread wait are no disturbance', () => {
  assert.is(said(busyHelpers.client, busyHelpers.server), '');
  assert.is(said(busyHelpers.client, null), '');
});

test('a busy loop on the CPU of one peer is told of that peer', () => {
  const client = peer('0', { wall: 304.3, cpu: 144.1, main: 112.1, wait: 155.9, foreign: 164.7 });
  assert.is(
    said(client, busyHelpers.server),
    'the client waited 51 % of the window for a CPU (others had 51 % of its CPU)',
  );
  const server = peer('1', { wall: 305.7, cpu: 106.7, main: 71.9, wait: 107.6, foreign: 199.4 });
  assert.is(
    said(busyHelpers.client, server),
    'the server waited 35 % of the window for a CPU (others had 62 % of its CPU)',
  );
});

test('others on its CPU disturb a peer that never had to wait, too', () => {
  const idler = peer('1', { wall: 300, cpu: 60, main: 50, wait: 4, foreign: 220 });
  assert.is(said(busyHelpers.client, idler), 'the server was not alone: others had 70 % of its CPU');
  const roomy = peer('0,2-8', { wall: 300, cpu: 60, main: 50, wait: 4, foreign: 290 });
  assert.is(said(roomy, busyHelpers.server), '', 'of eight CPUs one was taken, and none was missing');
});

test('a quota is told as one, and not as waiting and standing still as well', () => {
  const throttled = { throttled: 319.5, still: 59.3 };
  const client = peer('0', { wall: 302.2, cpu: 59.5, main: 31.2, wait: 112.2, foreign: 4, ...throttled });
  assert.is(
    said(client, busyHelpers.server),
    'the client was held back by a CPU quota for 320 ms of CPU time in 302 ms',
  );
});

test('a peer that was stopped neither ran nor waited', () => {
  const server = peer('1', { wall: 505, cpu: 210, main: 180, wait: 25, still: 104 });
  assert.is(
    said(busyHelpers.client, server),
    'the server stood still for 104 ms of 505 ms, 104 ms at a time',
  );
});

test('what the hypervisor takes counts against what was wanted, less what a tick may make of it', () => {
  const robbed = peer('0', { wall: 302.5, cpu: 137.4, main: 107.4, wait: 19.4, steal: 100 });
  assert.is(
    said(robbed, busyHelpers.server),
    'the client lost 40 % of the CPU time that it wanted to the hypervisor (steal)',
  );
  const hardly = peer('0', { wall: 302.5, cpu: 137.4, main: 107.4, wait: 19.4, steal: 20 });
  assert.is(said(hardly, busyHelpers.server), '');
});

test('one CPU for two that were to be apart is a disturbance, whatever they waited', () => {
  const client = peer('0', { wall: 300.6, cpu: 184, main: 108.8, wait: 141.4, foreign: 108.6 });
  const server = peer('0', { wall: 306.6, cpu: 119.3, main: 77, wait: 80.4, foreign: 177.7 });
  assert.match(
    said(client, server),
    /^client and server shared CPU 0, though placement is split; the client /,
  );
  assert.is(said(client, server, 'shared'), '', 'as it was asked for');
  const [patientClient, patientServer] = [client, server].map((each) =>
    peer('0', { wall: 300, cpu: each.userNs / 1e6, main: 100, wait: 3, foreign: 0 }),
  );
  assert.ok(patientClient && patientServer);
  assert.is(said(patientClient, patientServer), 'client and server shared CPU 0, though placement is split');
});

test('where a peer may run that only the system tells of is not known, and nothing is said of it', () => {
  const client = peer('0', { wall: 300, cpu: 184, main: 150, wait: 3 });
  assert.is(said(client, vitals({ loopUtilisation: null })), '');
});

test('peers that may use the same CPUs on purpose are not others to each other', () => {
  const client = peer('0-1', { wall: 300, cpu: 200, main: 150, wait: 60, foreign: 160 });
  const server = peer('0-1', { wall: 300, cpu: 150, main: 120, wait: 50, foreign: 210 });
  assert.is(said(client, server, 'none'), '');
  const loops = peer('0-1', { wall: 300, cpu: 120, main: 90, wait: 140, foreign: 420 });
  assert.match(said(loops, server, 'none'), /^the client waited 47 % of the window for a CPU \(others had /);
});

test('a peer between them may share a CPU with either end, which may not share one with the other', () => {
  const seen = (cpus: Readonly<Record<string, string>>, machine = 'local') =>
    inColumnOrder(sampleCast('proxy-1')).map(({ name, half }) => ({
      name,
      half,
      machine: name === 'client' ? machine : 'local',
      vitals: peer(cpus[name] ?? '', { wall: 300, cpu: 140, main: 120, wait: 130, foreign: 150 }),
    }));
  assert.is(
    disturbance(seen({ client: '0', 'proxy-1': '1', server: '1' }), 'split')?.includes('server'),
    false,
  );
  assert.match(
    disturbance(seen({ client: '0', 'proxy-1': '1', server: '0' }), 'split') ?? '',
    /the server waited 43 % of the window/,
  );
  assert.match(
    disturbance(seen({ client: '0', 'proxy-1': '0', server: '0' }), 'split') ?? '',
    /^client, proxy-1 and server shared CPU 0, though placement is split/,
  );
  const apart = disturbance(seen({ client: '1', 'proxy-1': '1', server: '1' }, 'far'), 'split') ?? '';
  assert.not.match(apart, 'shared CPU');
  assert.match(apart, 'the client waited', 'CPUs of another machine are others');
});

test('clients that share CPUs are no strangers to each other', () => {
  const [, server] = sampleCast().toReversed();
  assert.ok(server);
  const seen = peer('0', { wall: 300, cpu: 140, main: 120, wait: 130, foreign: 150 });
  const clients = ['client-1', 'client-2'].map((name) => {
    return { name, half: 'client', machine: 'local', vitals: seen } as const;
  });
  const alone = { ...server, vitals: peer('1', { wall: 300, cpu: 200, main: 190, wait: 4 }) };
  assert.is(disturbance([...clients, alone], 'split'), undefined);
  const [one] = clients;
  assert.match(disturbance([...(one === undefined ? [] : [one]), alone], 'split') ?? '', /^client-1 waited/);
});

test('a program that tells nothing of itself is where it was put: its CPU time is not that of others', () => {
  const [client, middle, server] = inColumnOrder(sampleCast('proxy-1'));
  assert.ok(client && middle && server);
  const busy = peer('1', { wall: 300, cpu: 140, main: 120, wait: 130, foreign: 150 });
  const quiet = peer('0', { wall: 300, cpu: 200, main: 190, wait: 4 });
  const relaying = vitals({ wallNs: 3e8, userNs: 4e7, systemNs: 1e8, loopUtilisation: null });
  const said = (cpus?: readonly number[]): string | undefined =>
    disturbance(
      [
        { ...client, vitals: quiet },
        { ...middle, ...(cpus === undefined ? {} : { cpus }), vitals: relaying },
        { ...server, vitals: busy },
      ],
      'split',
    );
  assert.is(said([1]), undefined);
  assert.match(said() ?? '', 'the server waited 43 % of the window for a CPU (others had 47 % of its CPU)');
});

test('windows of a few calls, and records that have no such figures, are not disturbed', () => {
  const short = peer('0', { wall: 4, cpu: 2, main: 1.5, wait: 1.5, foreign: 9, steal: 10 });
  assert.is(said(short, busyHelpers.server), '');
  assert.is(said(vitals(), vitals()), '');
  assert.is(said(vitals({ interference: interference({ cpus: null, mainWaitNs: null }) }), null), '');
});

test.run();
