import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LinkForm, Transport } from '@wiretax/core';
import { planCells } from '@wiretax/core/record';
import type { CatalogEntry, Kernel } from '@wiretax/core/run';
import { sampleExperiment, square, use } from '@wiretax/core/testing';
import { links } from './links.fixture.js';
import { placeOnLinks } from './links.js';

const forms: Readonly<Record<string, readonly LinkForm[]>> = { tcp: ['socket'], null: ['process'] };
const transports = {
  entry: (name: string): CatalogEntry<Transport> | undefined => {
    const supported = forms[name];
    if (supported === undefined) return undefined;
    const supports = { forms: supported, connections: 'shared', maxMessageBytes: 1 } as const;
    return { name, owner: { name: 'stack', version: '1.0.0' }, contribution: { supports } as Transport };
  },
} as unknown as Kernel['transports'];
const tcp = use('tcp');
const none = use('null');

function cellIds(experiment: ReturnType<typeof sampleExperiment>): readonly string[] {
  return planCells(placeOnLinks(experiment, { transports, links })).map(({ id }) => id);
}

test('null goes over memory beside tcp over TCP', () => {
  const ids = cellIds(sampleExperiment({ transport: [none, tcp], size: [square(64)], concurrency: [1] }));
  assert.equal([...ids].sort(), ['null.64B.c1.memory', 'tcp.64B.c1']);
});

test('null alone goes over memory only', () => {
  assert.equal(cellIds(sampleExperiment({ transport: [none], size: [square(64)], concurrency: [1] })), [
    'null.64B.c1.memory',
  ]);
});

test('included points go where their transport runs, whether they name it or not', () => {
  const include = [
    { size: [square(1)] },
    { transport: [tcp], size: [square(2)] },
    { transport: [none], size: [square(3)] },
  ];
  const ids = cellIds(
    sampleExperiment({ transport: [tcp, none], size: [square(64)], concurrency: [1] }, { include }),
  );
  assert.equal([...ids].sort(), [
    'null.1B.c1.memory',
    'null.3B.c1.memory',
    'null.64B.c1.memory',
    'tcp.1B.c1',
    'tcp.2B.c1',
    'tcp.64B.c1',
  ]);
});

test('an included point that names its link is left alone', () => {
  const include = [{ transport: [tcp], link: [use('unix')] }];
  const ids = cellIds(
    sampleExperiment({ transport: [none], size: [square(64)], concurrency: [1] }, { include }),
  );
  assert.equal(ids, ['null.64B.c1.memory', 'tcp.64B.c1.unix']);
});

test('a transport that is not known stays where it is', () => {
  const ids = cellIds(sampleExperiment({ transport: [use('udp')], size: [square(64)], concurrency: [1] }));
  assert.equal(ids, ['udp.64B.c1']);
});

test.run();
