import type { Cell, Command, PeerSpec, Scene, Topology } from '@wiretax/core';
import { planCells, startOrder } from '@wiretax/core/record';
import { sampleExperiment } from '@wiretax/core/testing';
import assert from 'node:assert/strict';
import { type Case, registerCases } from '../cases.js';
import { contributionOf, type Subject } from '../subject.js';

export type { Subject, TestFunction } from '../subject.js';

/** Registers the cases that a topology must pass, with the options given and the cells of one client and of ten. */
export function testTopology(subject: Subject): void {
  registerCases(subject, 'topology', cases(subject));
}

function cases(subject: Subject): readonly Case[] {
  const topology = (): Topology => contributionOf(subject, 'topologies');
  const options = subject.options ?? {};
  const each = (examine: (specs: readonly PeerSpec[], cell: Cell) => void | Promise<void>) => async () => {
    for (const cell of sampleCells()) await examine(topology().peers(cell, options), cell);
  };
  return [
    {
      name: 'is provided by the plugin',
      run: () => {
        topology();
      },
    },
    {
      name: 'has peers that can be started in an order, one of them a client',
      run: each((specs) => {
        startOrder(specs);
      }),
    },
    {
      name: 'lets every call of the client end at a server',
      run: each((specs) => {
        for (const half of endsOf(specs))
          assert.equal(half, 'server', `a call ends at a peer of the half ${half}`);
      }),
    },
    {
      name: 'gives the same peers for the same cell',
      run: each((specs, cell) => {
        assert.deepEqual(shapeOf(topology().peers(cell, options)), shapeOf(specs));
      }),
    },
    {
      name: 'has command lines that can be started, with files of their own folder only',
      run: each(async (specs, cell) => {
        for (const { name, run } of specs)
          if (run.kind === 'command') await examineCommand(name, run, sceneOf(cell, run));
      }),
    },
    {
      name: 'has limits of time that are above zero',
      run: each((specs) => {
        for (const { name, run } of specs) {
          if (run.kind !== 'command') continue;
          assert.ok((run.readyMs ?? 1) > 0, `${name} may take no time to get ready`);
          assert.ok((run.stop?.graceMs ?? 1) > 0, `${name} gets no time to stop`);
        }
      }),
    },
  ];
}

function sampleCells(): readonly Cell[] {
  return planCells(sampleExperiment({ concurrency: [1, 10] }));
}

/** The halves of the peers at which calls end. */
function endsOf(specs: readonly PeerSpec[]): readonly string[] {
  const named = (name: string): readonly PeerSpec[] => specs.filter((spec) => spec.name === name);
  const visit = (spec: PeerSpec): readonly string[] =>
    (spec.calls ?? []).length === 0 ? [spec.half] : (spec.calls ?? []).flatMap(named).flatMap(visit);
  return specs.filter(({ half }) => half === 'client').flatMap(visit);
}

/** What a plan needs to know, without functions. */
function shapeOf(specs: readonly PeerSpec[]): unknown {
  return specs.map(({ name, half, run, calls, needs, listens }) => [
    name,
    half,
    run.kind,
    calls,
    needs,
    listens,
  ]);
}

async function examineCommand(name: string, command: Command, scene: Scene): Promise<void> {
  const { argv, env = {}, files = {} } = await command.command(scene);
  assert.ok(argv.length > 0 && argv.every((word) => typeof word === 'string'), `${name} has no command line`);
  assert.notEqual(argv[0], '', `${name} has no program`);
  assert.ok(
    Object.values(env).every((value) => typeof value === 'string'),
    `${name} has variables that are no text`,
  );
  for (const [file, text] of Object.entries(files)) {
    const parts = file.split('/');
    const within = parts.every((part) => part !== '' && part !== '.' && part !== '..');
    assert.ok(within, `${name} writes ${file}, which is not in its folder`);
    assert.equal(typeof text, 'string', `${name} has a file that is no text`);
  }
}

function sceneOf(cell: Cell, { ports = [] }: Command): Scene {
  const endpoint = (port: number): Scene['listen'] => ({ link: 'tcp', address: `127.0.0.1:${String(port)}` });
  return {
    cell,
    folder: '/tmp/wiretax-scene',
    listen: endpoint(20_001),
    endpoint: () => endpoint(20_002),
    port: (name) => {
      assert.ok(ports.includes(name), `it asks for the port ${name}, which it has not named`);
      return 20_003 + ports.indexOf(name);
    },
  };
}
