import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { choose } from './choice.js';
import type { Wish } from './choice.js';
import type { Cpu, Topology } from './topology.js';

const auto: Wish = { placement: 'split', server: undefined, client: undefined };

/** A machine of one logical CPU per core, changed where `differences` says so. */
function machine(count: number, differences: (id: number) => Partial<Cpu> = () => ({})): Topology {
  const cpus = Array.from({ length: count }, (_, id) => ({
    id,
    core: id,
    package: 0,
    node: 0,
    efficiency: false,
    ...differences(id),
  }));
  return { cpus, allowed: cpus.map(({ id }) => id) };
}

const only = (topology: Topology, allowed: readonly number[]): Topology => ({ ...topology, allowed });

test('two CPUs: the server gets the one without the interrupts', () => {
  assert.equal(choose(machine(2), auto), { server: [1], client: [0], notes: [] });
});

test('who is between gets cores that the client can spare, or the server’s', () => {
  const { server, client, middle, notes } = choose(machine(4), auto, ['proxy-1', 'proxy-2']);
  assert.equal({ server, client, middle, notes }, { server: [1], client: [0], middle: [2, 3], notes: [] });
  const smt = machine(8, (id) => ({ core: id % 4 }));
  assert.equal(choose(smt, auto, ['proxy-1']).middle, [3, 7]);
  assert.equal(choose(machine(2), auto, ['proxy-1']), {
    server: [1],
    client: [0],
    middle: [1],
    notes: ['proxy-1 on CPU 1 of the server, as there is no other to spare'],
  });
  assert.equal(choose(machine(4), { ...auto, middle: [0] }, ['proxy-1']), {
    server: [1],
    client: [2, 3],
    middle: [0],
    notes: [],
  });
});

test('the client gets neither the server’s CPU nor its SMT siblings', () => {
  const smt = machine(8, (id) => ({ core: id % 4 }));
  assert.equal(choose(smt, auto), { server: [1], client: [0, 2, 3, 4, 6, 7], notes: [] });
  assert.equal(choose(only(smt, [0, 4, 5]), auto), { server: [5], client: [0, 4], notes: [] });
});

test('CPU 0’s SMT sibling is no better a place for the server than it must be', () => {
  const smt = machine(4, (id) => ({ core: id - (id % 2) }));
  assert.equal(choose(smt, auto).server, [2]);
  assert.equal(choose(only(smt, [1, 2]), auto).server, [2]);
});

test('efficiency cores are skipped', () => {
  const hybrid = machine(8, (id) => ({ efficiency: id >= 4 }));
  assert.equal(choose(hybrid, auto), { server: [1], client: [0, 2, 3], notes: [] });
});

test('one performance core: the client goes on the efficiency cores, and that is told', () => {
  const hybrid = machine(4, (id) => ({ core: id < 2 ? 0 : id, efficiency: id >= 2 }));
  assert.equal(choose(hybrid, auto), {
    server: [1],
    client: [2, 3],
    notes: ['only efficiency cores are left for the client'],
  });
});

test('nothing but efficiency cores', () => {
  const hybrid = machine(6, (id) => ({ efficiency: id >= 3 }));
  const choice = choose(only(hybrid, [3, 4, 5]), auto);
  assert.equal([choice.server, choice.client], [[3], [4, 5]]);
});

test('the client stays on the server’s package and NUMA node', () => {
  const sockets = machine(8, (id) => ({ package: id >> 2, node: id >> 2 }));
  assert.equal(choose(sockets, auto), { server: [1], client: [0, 2, 3], notes: [] });
  assert.equal(choose(only(sockets, [0, 4, 5, 6]), auto), { server: [4], client: [5, 6], notes: [] });
  const clusters = machine(8, (id) => ({ node: id >> 2 }));
  assert.equal(choose(clusters, auto).client, [0, 2, 3]);
});

test('a virtual machine whose CPUs are packages of their own is one node', () => {
  assert.equal(
    choose(
      machine(3, (id) => ({ package: id })),
      auto,
    ),
    { server: [1], client: [0, 2], notes: [] },
  );
});

test('the client on another package or node is told', () => {
  const sockets = machine(2, (id) => ({ package: id, node: id }));
  assert.equal(choose(sockets, auto), {
    server: [1],
    client: [0],
    notes: ['the client is on another package'],
  });
  const clusters = machine(2, (id) => ({ node: id }));
  assert.equal(choose(clusters, auto).notes, ['the client is on another NUMA node']);
});

test('one core with two threads: apart, and told that they share it', () => {
  assert.equal(
    choose(
      machine(2, () => ({ core: 0 })),
      auto,
    ),
    {
      server: [1],
      client: [0],
      notes: [
        'server and client share a physical core: CPU 0 is its SMT sibling, as there is no other core that may be used',
      ],
    },
  );
});

test('one CPU: shared, and told', () => {
  assert.equal(choose(only(machine(4), [2]), auto), {
    server: [2],
    client: [2],
    notes: ['server and client share CPU 2, as there is no other that may be used'],
  });
});

test('shared puts both on one CPU', () => {
  assert.equal(choose(machine(4), { ...auto, placement: 'shared' }), { server: [1], client: [1], notes: [] });
  assert.equal(choose(machine(4), { placement: 'shared', server: [2, 3], client: [0] }).client, [2]);
});

test('what the user names is taken, and the other side chosen around it', () => {
  assert.equal(choose(machine(4), { ...auto, server: [0, 2] }), {
    server: [0, 2],
    client: [1, 3],
    notes: [],
  });
  assert.equal(choose(machine(4), { ...auto, client: [1, 2] }), {
    server: [3],
    client: [1, 2],
    notes: [],
  });
  const smt = machine(6, (id) => ({ core: id % 3 }));
  assert.equal(choose(smt, { ...auto, client: [1] }).server, [2]);
});

test('sets that overlap, or share a core, are told', () => {
  assert.equal(choose(machine(4), { placement: 'split', server: [1, 2], client: [2, 3] }).notes, [
    'server and client share CPU 2',
  ]);
  const smt = machine(4, (id) => ({ core: id % 2 }));
  assert.equal(choose(smt, { placement: 'split', server: [1], client: [3] }).notes, [
    'server and client share a physical core: CPU 3 is its SMT sibling',
  ]);
});

test('a CPU that is not there is an error that names those that are', () => {
  assert.throws(
    () => choose(machine(4), { ...auto, client: [1, 6, 7] }),
    'settings.pin.client names CPUs 6-7, but only CPUs 0-3 are online. Name one of these, or write auto.',
  );
});

test('any machine: server on one allowed CPU, client on others whenever there are any', () => {
  const cpu = fc.record({
    core: fc.nat(5),
    package: fc.nat(1),
    node: fc.nat(1),
    efficiency: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(cpu, { minLength: 1, maxLength: 12 }),
      fc.infiniteStream(fc.boolean()),
      (cpus, picks) => {
        const topology = machine(cpus.length, (id) => cpus[id] ?? {});
        const allowed = topology.allowed.filter(() => picks.next().value);
        if (allowed.length === 0) return;
        const { server, client, notes } = choose(only(topology, allowed), auto);
        assert.is(server.length, 1);
        assert.ok(client.length > 0);
        for (const id of [...server, ...client]) assert.ok(allowed.includes(id));
        const coreOf = (id: number | undefined) => topology.cpus.find((other) => other.id === id)?.core;
        const cores = new Set(allowed.map(coreOf));
        const sharing = client.some((id) => coreOf(id) === coreOf(server[0]));
        assert.is(sharing, cores.size === 1);
        if (sharing) assert.is(notes.length, 1);
        const fast = topology.cpus.filter(({ id, efficiency }) => allowed.includes(id) && !efficiency);
        if (fast.length > 0) assert.ok(fast.some(({ id }) => id === server[0]));
      },
    ),
  );
});

test.run();
