import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { categories } from './category.js';
import { graphOf, widthOf } from './graph.js';
import { differentialFlameGraph, flameGraph } from './graph-page.js';
import { viewerStyle } from './viewer-style.js';

interface PageData {
  readonly unit: string;
  readonly sides: readonly string[];
  readonly names: readonly string[];
  readonly nodes: readonly (readonly number[])[];
}

function dataIn(page: string): PageData {
  const json = /<script id="data" type="application\/json">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
  return JSON.parse(json) as PageData;
}

const stacks = new Map([
  ['node;uv_run;tcp_sendmsg_[k]', 600],
  ['node;uv_run;work a.js:1_[j]', 300],
  ['node;uv_run;rare', 1],
  ['node;start_thread;v8::internal::Sweeper::Run', 9000],
]);

test('the tree adds up, widest first, without what is too narrow to be seen', () => {
  const { root, prunedShare } = graphOf([{ stacks, weight: 2 }]);
  assert.equal(root.values, [9901 * 2]);
  const [node] = root.children;
  assert.equal(
    node?.children.map(({ frame }) => frame),
    ['start_thread', 'uv_run'],
  );
  assert.equal(
    node?.children[1]?.children.map(({ frame, category }) => [frame, category]),
    [
      ['tcp_sendmsg_[k]', 'kernel-network'],
      ['work a.js:1_[j]', 'other'],
    ],
  );
  assert.is(node?.children[0]?.category, 'gc');
  assert.is(prunedShare, 1 / 9901);
});

test('two sides stand in one tree', () => {
  const { root } = graphOf([
    { stacks: new Map([['node;a', 3]]), weight: 1 },
    { stacks: new Map([['node;b', 4]]), weight: 0.5 },
  ]);
  const node = root.children[0];
  assert.equal(root.values, [3, 2]);
  assert.is(widthOf(root.values), 5);
  assert.equal(
    node?.children.map(({ frame, values }) => [frame, ...values]),
    [
      ['a', 3, 0],
      ['b', 0, 2],
    ],
  );
});

test('a page loads nothing, lists every category and says what was left out', () => {
  const page = flameGraph({ title: 'Server', stacks, nsPerSample: 1e6, notes: ['a note'] });
  assert.not.match(page, /(?:src|href)\s*=|url\(|@import|fetch\(|https?:/);
  assert.match(page, "default-src 'none'");
  assert.match(page, /9901 samples.*a note.*frames under 0\.05 % are left out, 0\.01 % of all/s);
  assert.match(page, '"category":"harness","shares":[0]');
  assert.match(page, '300  node › uv_run › work a.js:1_[j]');
  const { names, nodes, unit, sides } = dataIn(page);
  assert.is(unit, 'ns');
  assert.equal(sides, []);
  assert.equal([names[nodes[0]?.[0] ?? -1], nodes[0]?.[2], nodes[0]?.[3]], ['all', 0, 9901e6]);
});

test('every category has its colour, light and dark', () => {
  for (const category of categories) assert.is(viewerStyle.split(`--${category}: #`).length, 3, category);
});

test('hostile names stay text', () => {
  const hostile = '</script><script>alert(1)</script><img src=x onerror=alert(1)>&"\'';
  const page = flameGraph({
    title: hostile,
    stacks: new Map([[`node;${hostile}`, 1]]),
    nsPerSample: 1,
    notes: [hostile],
  });
  assert.not.match(page, '<img');
  assert.not.match(page, '<script>alert');
  assert.is(page.match(/<\/script>/g)?.length, 2);
  assert.ok(dataIn(page).names.includes(hostile));
});

test('a comparison is per call where both sides have calls, and of shares otherwise', () => {
  const a = { name: 'tcp', stacks: new Map([['node;a', 100]]), nsPerSample: 1e6, calls: 1000 };
  const b = { name: 'rest', stacks: new Map([['node;a', 300]]), nsPerSample: 1e6, calls: 500 };
  const perCall = dataIn(differentialFlameGraph({ title: 'x', a, b }));
  assert.is(perCall.unit, 'ns/call');
  assert.equal(perCall.sides, ['tcp', 'rest']);
  assert.equal(perCall.nodes[0]?.slice(3), [100_000, 600_000]);
  const shares = dataIn(differentialFlameGraph({ title: 'x', a, b: { ...b, calls: 0 } }));
  assert.is(shares.unit, 'share');
  assert.equal(shares.nodes[0]?.slice(3), [1, 1]);
});

test('a graph of nothing can be drawn', () => {
  const empty = { name: 'none', stacks: new Map<string, number>(), nsPerSample: 1, calls: 1 };
  assert.equal(dataIn(flameGraph({ title: 'x', ...empty })).nodes, [[0, categories.indexOf('other'), 0, 0]]);
  assert.equal(dataIn(differentialFlameGraph({ title: 'x', a: empty, b: empty })).nodes.length, 1);
});

test.run();
