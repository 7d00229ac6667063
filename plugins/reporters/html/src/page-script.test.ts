import { Script } from 'node:vm';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvTable } from '@wiretax/writing';
import { comparedGraph, type Graph } from './page/flame.js';
import { pageScript } from './page/script.js';

test('it is a script by itself: every function that it names is in it', () => {
  assert.instance(new Script(pageScript), Script);
  const defined = new Set([...pageScript.matchAll(/^(?:async )?function (\w+)\(/gm)].map(([, name]) => name));
  const called = [...pageScript.matchAll(/(?<![\w.])([a-z]\w*)\(/g)].map(([, name = '']) => name);
  const known =
    /^(?:act|if|for|function|return|matchMedia|addEventListener|decodeURIComponent|atob|requestAnimationFrame)$/;
  const local = new Set([...pageScript.matchAll(/const (\w+) = /g)].map(([, name]) => name));
  assert.equal(
    called.filter((name) => !defined.has(name) && !local.has(name) && !known.test(name)),
    [],
  );
  assert.not.match(pageScript, /<\/script|<!--/);
});

test('CSV has no formulas and keeps its cells', () => {
  const lines = [
    ['=1+1', 'x,"y"'],
    [-1.5, null],
    [' @z', 'l\r\nm'],
  ];
  // As the page has it, without what it starts.
  const functions = pageScript.slice(0, pageScript.indexOf('\nstartTheme();'));
  const inPage = new Script(`${functions}\ncsvTable`).runInNewContext() as typeof csvTable;
  const text = inPage(['a', 'b'], lines);
  assert.is(text, csvTable(['a', 'b'], lines));
  assert.is(text, 'a,b\r\n\'=1+1,"x,""y"""\r\n-1.5,\r\n\' @z,"l\r\nm"\r\n');
});

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
