import { type EvidenceRecord, mediaTypes } from '@wiretax/core';
import { fakeFiles, sampleEvidence, sampleRow, sampleTrial } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readStacks, type StoredStacks, storedStacks } from './stored-stacks.js';

const row = sampleRow({ cpuUs: [40, 60] });
const text = 'node;main;work 3\nnode;main;wait 1\n';

async function stacks(changes: Partial<EvidenceRecord>, control = false): Promise<StoredStacks | undefined> {
  const artifacts = [{ file: 'cpu.txt', mediaType: mediaTypes.folded }];
  const record = sampleEvidence({ calls: 100, collector: 'theirs', metrics: [], artifacts, ...changes });
  const results = { directory: 'run', trials: [sampleTrial(row.cell, { control, evidence: [record] })] };
  const found = storedStacks(results)(row.cell.id, 'server');
  const files = fakeFiles({
    [`run/trials/${row.cell.id}/1/theirs-server/cpu.txt`]: text,
    'secret/cpu.txt': text,
  });
  return found && (await readStacks(files, results, row, found));
}

const counter = { unit: 'ns', kind: 'counter' } as const;

test('a sample stands for the time that its collector tells', async () => {
  const found = await stacks({
    metrics: [
      { name: 'samples', value: 4, unit: 'count', kind: 'counter' },
      { name: 'cpu.gc', value: 6e6, ...counter },
      { name: 'cpu.protocol', value: 2e6, ...counter },
    ],
  });
  assert.equal([found?.nsPerSample, found?.calls, found?.text], [2e6, 100, text]);
});

test('samples of a collector that does not tell share the CPU time that was measured', async () => {
  const { server } = row.peers;
  assert.ok(server);
  const cpuNs = (server.userNsPerCall + server.systemNsPerCall) * 100;
  const samples = { name: 'samples', value: 4, unit: 'count', kind: 'counter' } as const;
  const cycles = { name: 'cpu.cycles', value: 9e9, unit: 'count', kind: 'counter' } as const;
  for (const metrics of [[], [samples], [samples, cycles]])
    assert.is((await stacks({ metrics }))?.nsPerSample, cpuNs / 4);
});

test('stacks of the ceiling and of the other peer are not those of a row', async () => {
  assert.is(await stacks({}, true), undefined);
  assert.is(await stacks({ peer: 'client' }), undefined);
});

test('what leads out of the folder of the run is refused', async () => {
  for (const changes of [
    { folder: '../../../../secret' },
    { artifacts: [{ file: '../../../../../secret/cpu.txt', mediaType: mediaTypes.folded }] },
  ]) {
    const reason: unknown = await stacks(changes).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    assert.match(String(reason), 'leads out of');
  }
});

test.run();
