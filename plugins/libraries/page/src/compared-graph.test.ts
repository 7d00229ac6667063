import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparedGraph, type Graph } from './script/flame.js';

const graph = (calls: number, nodes: readonly (readonly number[])[]): Graph => ({
  cell: 'tcp',
  peer: 'client',
  calls,
  notes: [],
  data: {
    unit: 'ns',
    sides: [],
    categories: ['gc'],
    legend: [{ category: 'gc', shares: [1] }],
    names: ['all', 'f', 'g'],
    nodes,
  },
});

test('two graphs become one, per call, with the frames of both', () => {
  const a = graph(10, [
    [0, 0, 0, 100],
    [1, 0, 1, 60],
  ]);
  const b = graph(5, [
    [0, 0, 0, 100],
    [1, 0, 1, 50],
    [2, 0, 2, 50],
  ]);
  const { unit, names, nodes } = comparedGraph(a, b);
  assert.is(unit, 'ns/call');
  assert.equal(
    nodes.map(([name = 0, , depth, ...values]) => [names[name], depth, ...values]),
    [
      ['all', 0, 10, 20],
      ['f', 1, 6, 10],
      ['g', 2, 0, 10],
    ],
  );
  assert.is(comparedGraph(graph(0, a.data.nodes), b).unit, 'share');
});

test.run();
