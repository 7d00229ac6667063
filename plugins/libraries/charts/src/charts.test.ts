import type { Results } from '@wiretax/core';
import { isStruck } from '@wiretax/core/record';
import { breakdown } from '@wiretax/costs';
import { sampleFailedRow, sampleResults, sampleRow, sampleRowMetric } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Chart, chartsOf, renderSvg, toVega } from './index.js';
import { drawnPanels } from './drawn-panels.test.support.js';
import { extras, findings, study } from './study.test.support.js';

const whole = chartsOf(study({ findings }), extras);

function ids(results: Results): readonly string[] {
  return chartsOf(results).map(({ id }) => id);
}

function chart(id: string, charts = whole): Chart {
  const found = charts.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no chart ${id}`);
  return found;
}

async function renderAll(results: Results): Promise<void> {
  for (const each of chartsOf(results, extras)) assertSound(await renderSvg(each), each.id);
}

function assertSound(svg: string, id: string): void {
  const junk = /NaN|undefined|Infinity|\[object/.exec(svg);
  assert.is(junk, null, `${id}: ${svg.slice((junk?.index ?? 0) - 60, (junk?.index ?? 0) + 60)}`);
  assert.match(svg, /^<svg [^>]*role="img"[^>]*>\n<title [^>]*>[^<]+<\/title>\n<desc [^>]*>[^<]+<\/desc>/);
  const [, width = '', height = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  assert.ok(
    Number(width) > 200 && Number(width) < 1300 && Number(height) > 120,
    `${id} is ${width} by ${height}`,
  );
}

test('bars of CPU time have a part and a colour for each peer', () => {
  const rows = [sampleRow({ between: ['proxy-1'] }), sampleRow({ bytes: 4096 })];
  const cpu = chart('cpu', chartsOf(sampleResults(rows)));
  assert.match(cpu.summary, 'Client, proxy-1 and server together at');
  const own = cpu.data.filter(({ cell }) => cell === 'tcp.64B.c10');
  assert.equal(
    own.map(({ part, ns }) => [part, ns]),
    [
      ['client user', 16_870],
      ['client kernel', 7230],
      ['proxy-1 user', 9000],
      ['proxy-1 kernel', 21_000],
      ['server user', 12_810],
      ['server kernel', 5490],
    ],
  );
});

test('a whole study has every chart', () => {
  assert.equal(
    whole.map(({ id }) => id),
    [
      'latency-over-size',
      'matrix',
      'tail-over-concurrency',
      'throughput-latency',
      'percentiles',
      'scalability',
      'cpu',
      'attribution',
      'counters',
      'gc-overlay',
    ],
  );
});

for (const each of whole) {
  test(`${each.id} compiles, renders, and says in words what it shows`, async () => {
    assertSound(await renderSvg(each), each.id);
    assert.ok(Object.hasOwn(await toVega(each), 'marks'));
    assert.match(each.summary, /\d.*\.$/);
    assert.ok(each.caption.endsWith('.') && each.caption.length <= 200, each.caption);
    assert.ok(each.cells.length > 0 && each.data.length > 0);
    assert.equal(JSON.parse(JSON.stringify(each)), each, 'plain data');
  });
}

test('what the results do not support is left out', () => {
  assert.equal(ids(study({ sizes: [64] })), [
    'tail-over-concurrency',
    'throughput-latency',
    'percentiles',
    'cpu',
    'attribution',
    'counters',
  ]);
  assert.equal(ids(study({ sizes: [64], levels: [10], metrics: [] })), ['percentiles', 'cpu']);
  assert.equal(ids(study({ levels: [10], metrics: [] })), ['latency-over-size', 'percentiles', 'cpu']);
  assert.equal(ids(sampleResults([])), []);
  assert.equal(ids(sampleResults([sampleFailedRow()])), []);
});

test('of two corners of a matrix there is no chart of lines or of shades, and no empty panel', async () => {
  const all = study();
  const rows = all.rows.filter(
    ({ cell: { size, concurrency } }) =>
      (size.requestBytes === 64 && concurrency === 1) ||
      (size.requestBytes === 65_536 && concurrency === 100),
  );
  const charts = chartsOf({ ...all, rows });
  assert.equal(
    charts.map(({ id }) => id),
    ['percentiles', 'cpu', 'attribution'],
  );
  for (const each of charts) {
    const panels = await drawnPanels(each);
    assert.equal(
      panels.map(({ heading, data, texts }) => [heading, data.length > 0, texts.includes('no data')]),
      ['64 B, 1 client', '64 KiB, 100 clients'].map((heading) => [heading, true, false]),
      each.id,
    );
  }
});

test('where the CPU time of a call goes is what an explanation says, part by part', () => {
  const roles = ['client', 'server'] as const;
  const parts = [
    ['protocol', 600],
    ['gc', 200],
    ['no-such-category', 50],
  ] as const;
  const metrics = roles.flatMap((peer) =>
    parts.map(([part, ns]) =>
      sampleRowMetric({
        collector: 'flamegraph',
        peer,
        window: 'profile',
        name: `cpu.${part}`,
        value: ns * 1e6,
        perCall: ns,
      }),
    ),
  );
  const results = study({ metrics });
  const { data, spec, cells } = chart('attribution', chartsOf(results));
  for (const row of results.rows.filter(({ cell }) => cells.includes(cell.id))) {
    const told = breakdown(row)?.portions ?? [];
    const drawn = data.filter(({ cell, ns }) => cell === row.cell.id && Number(ns) > 0);
    const nameOf = (part: string): string => (part === 'other' ? 'everything else' : part);
    assert.equal(
      drawn.map(({ part, ns }) => [part, Math.round(Number(ns))]).sort(),
      told.map(({ part, ns }) => [nameOf(part), Math.round(ns)]).sort(),
      row.cell.id,
    );
    assert.ok(told.some(({ part, ns }) => part === 'unseen' && ns > 0));
    const ends = drawn.map(({ endNs }) => Number(endNs));
    assert.ok(Math.abs(Math.max(...ends) - (breakdown(row)?.cpuNs ?? 0)) < 1);
  }
  assert.match(JSON.stringify(spec), `"everything else","unseen"`);
});

test('a profile of one peer alone is not drawn as that of both', () => {
  const metrics = [sampleRowMetric({ collector: 'flamegraph', peer: 'client', name: 'cpu.gc' })];
  assert.not(ids(study({ metrics })).includes('attribution'));
});

test('rows that may not be compared are not drawn', () => {
  const results = study({ transports: ['tcp'] });
  const rows = results.rows.map((row, index) =>
    index === 0
      ? { ...row, verdict: 'harness-limited' as const, verdicts: ['harness-limited' as const] }
      : row,
  );
  const struck = rows.filter(isStruck).map(({ cell }) => cell.id);
  assert.is(struck.length, 1);
  for (const { id, cells } of chartsOf({ ...results, rows })) assert.not(cells.includes(struck[0] ?? ''), id);
});

test('marks of findings stand where they lie, with their intervals, in the colour of their series if they have one', () => {
  const marksOn = (id: string): Chart['data'] => chart(id).data.filter(({ kind }) => kind === 'mark');
  const [meeting, ...others] = marksOn('latency-over-size');
  assert.equal(others, []);
  const { valueNs, ...place } = meeting ?? {};
  assert.equal(place, {
    kind: 'mark',
    finding: 'meeting.1',
    panel: '1 client',
    percentile: 'P50',
    series: null,
    bytes: 20_480,
    low: 16_000,
    high: 24_000,
  });
  assert.ok(Number(valueNs) > 20_000);
  const [bend] = marksOn('tail-over-concurrency');
  assert.equal([bend?.['series'], bend?.['panel'], bend?.['clients']], ['tcp', '64 B', 30]);
  assert.match(chart('tail-over-concurrency').summary, 'Bend of tcp at 64B near 30 clients.');
  assert.equal(
    marksOn('scalability').map(({ clients, low }) => [clients, low]),
    [[10, null]],
  );
});

test('fitted curves of findings are drawn with the points that they were fitted to', () => {
  const { data, summary, cells } = chart('scalability');
  const curve = data.filter(({ kind }) => kind === 'curve');
  assert.equal(
    curve.map(({ series, panel, clients }) => [series, panel, clients]),
    [1, 10, 100].map((clients) => ['tcp', '64 B', clients]),
  );
  assert.equal(cells, ['tcp.64B.c1', 'tcp.64B.c10', 'tcp.64B.c100']);
  assert.match(summary, 'tcp loses 10 % to contention.');
});

test('a curve of any figure that a chart draws is drawn', async () => {
  const cells = ['tcp.64B.c1', 'tcp.4KiB.c1', 'tcp.64KiB.c1'];
  const points = [64, 65_536].map((x) => ({ x, y: 30_000 }));
  const curves = [{ axis: 'size', figure: 'response.p99', cells, points }];
  const fitted = chartsOf(
    study({ findings: [{ id: 'flat', statement: 'It is flat.', numbers: {}, cells, curves }] }),
  );
  const drawn = chart('latency-over-size', fitted);
  assert.equal(
    drawn.data.filter(({ kind }) => kind === 'curve').map(({ percentile, series }) => [percentile, series]),
    [
      ['P99', 'tcp'],
      ['P99', 'tcp'],
    ],
  );
  assertSound(await renderSvg(drawn), drawn.id);
});

test('two curves of a finding are two lines, and an interval that a logarithmic axis has no place for is left out', async () => {
  const cells = ['tcp.64B.c1', 'tcp.4KiB.c1', 'tcp.64KiB.c1'];
  const on = { axis: 'size', figure: 'response.p99', cells };
  const curves = [30_000, 60_000].map((y) => ({ ...on, points: [64, 65_536].map((x) => ({ x, y })) }));
  const marks = [{ ...on, at: 4096, low: 0, high: 8192 }];
  const finding = { id: 'both', statement: 'They are two.', numbers: {}, cells, curves, marks };
  const drawn = chart('latency-over-size', chartsOf(study({ findings: [finding] })));
  const ofKind = (wanted: string): Chart['data'] => drawn.data.filter(({ kind }) => kind === wanted);
  assert.equal(
    ofKind('curve').map(({ curve }) => curve),
    [0, 0, 1, 1],
  );
  assert.equal(
    ofKind('mark').map(({ low, high }) => [low, high]),
    [[null, null]],
  );
  const svg = await renderSvg(drawn);
  assertSound(svg, drawn.id);
  const without = await renderSvg(chart('latency-over-size', chartsOf(study({ findings: [] }))));
  const lines = (text: string): number =>
    text.match(/<path[^>]*fill="none"|<path[^>]* stroke-width="1.8"/g)?.length ?? 0;
  assert.is(lines(svg) - lines(without), 2);
});

test('intervals are there from three launches on', () => {
  const lows = (launches: number): readonly unknown[] =>
    chart('latency-over-size', chartsOf(study({ launches })))
      .data.filter(({ percentile }) => percentile === 'P99')
      .map(({ lowNs }) => lowNs);
  assert.ok(lows(3).every((low) => typeof low === 'number'));
  assert.ok(lows(2).every((low) => low === null));
});

test('percentile curves end where the sample does', () => {
  const { data } = chart('percentiles', chartsOf(study({ calls: 1000, launches: 3 })));
  const furthest = Math.max(...data.map(({ oneInN }) => Number(oneInN)));
  assert.ok(furthest <= 300 && furthest > 200, String(furthest));
});

test('one launch, too few calls, and one row only', async () => {
  await renderAll(study({ launches: 1, calls: 30 }));
  await renderAll(sampleResults([sampleRow({ calls: 5 })]));
  await renderAll(sampleResults([sampleRow(), sampleFailedRow({ transport: 'grpc' })]));
  await renderAll(study({ transports: ['tcp'] }));
});

test('a study of 75 cells and of many series and sizes', async () => {
  const transports = Array.from({ length: 11 }, (_, index) => `stack-${String(index)}`);
  const results = study({ transports, sizes: [64, 1024], levels: [1, 10], launches: 1 });
  await renderAll(results);
  assert.match(chart('percentiles', chartsOf(results)).summary, '3 further series are not drawn.');
  const sizes = Array.from({ length: 13 }, (_, index) => 512 * (index + 1));
  await renderAll(study({ sizes, levels: [1], launches: 1, calls: 1000 }));
});

test('hostile names stay text, in specs and in SVG', async () => {
  const names = [
    '</desc><script>alert(1)</script>',
    "\"); datum['x'] + (\u0000\u202e",
    "a.b[0]\\'|\u2028\nurl(#clip0)",
    'long '.repeat(500),
    '__proto__',
    'constructor',
  ];
  for (const each of chartsOf(
    study({ transports: names, sizes: [64, 1024], levels: [1, 10], launches: 1 }),
  )) {
    const svg = await renderSvg(each);
    assertSound(svg, each.id);
    assert.not.match(svg, '<script');
    assert.not.match(svg, /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
  }
});

test('the same text of the same chart, and ids of its own', async () => {
  const [one, other] = [await renderSvg(chart('latency-over-size')), await renderSvg(chart('matrix'))];
  assert.is(await renderSvg(chart('latency-over-size')), one);
  const idsOf = (svg: string): readonly string[] =>
    [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
  for (const [, id] of one.matchAll(/url\(#([^)]+)\)/g)) assert.ok(idsOf(one).includes(id ?? ''), id);
  assert.equal(
    idsOf(one).filter((id) => idsOf(other).includes(id)),
    [],
  );
});

test('without a heading the title is in the title element only', async () => {
  const svg = await renderSvg(chart('cpu'), { heading: false });
  assert.is(svg.split('CPU time of a call, client and server').length, 2);
});

/** What the marks of a picture say. */
async function saidOn(id: string, charts = whole): Promise<readonly string[]> {
  const svg = await renderSvg(chart(id, charts));
  return [...svg.matchAll(/ data-value="([^"]*)"/g)].map(([, text]) => text ?? '');
}

test('marks say their values; the picture is one image, and no mark has a role', async () => {
  const latency = await saidOn('latency-over-size');
  assert.is(latency.length, 2 * chart('matrix').cells.length + 1);
  assert.ok(
    latency.some((text) => /^tcp, 64 B, 1 client: P99 [\d.]+ µs \([\d.]+ µs to [\d.]+ µs\)$/.test(text)),
  );
  assert.ok(latency.includes('At 1 client grpc becomes faster near 20 KiB.'));
  assert.ok(
    (await saidOn('matrix')).some((text) => /^grpc, 64 KiB, 100 clients: P99 .*, the best$/.test(text)),
  );
  assert.ok(
    (await saidOn('cpu')).some((text) =>
      /^tcp, 64 B, 1 client: client user [\d.]+ µs of [\d.]+ µs$/.test(text),
    ),
  );
  assert.ok((await saidOn('gc-overlay')).some((text) => text === 'major pause of 1.50 ms at 2.00 ms'));
  for (const each of whole) {
    assert.ok((await saidOn(each.id)).length > 0, each.id);
    const [, ...rest] = (await renderSvg(each)).split('</desc>');
    assert.not.match(rest.join(), / (?:role|aria-\w+)=/, each.id);
  }
});

test('headings of narrow panels are whole', async () => {
  const results = study({ transports: ['tcp'], levels: [1, 10, 50, 100, 200, 500], launches: 1 });
  const svg = await renderSvg(chart('latency-over-size', chartsOf(results)));
  assert.match(svg, '>100 clients, P99<');
});

test('a matrix without most of its P99 is one of P50', () => {
  const results = study();
  const rows = results.rows.map((row, index) =>
    index % 3 === 0 ? { ...row, response: { ...row.response, p99: null } } : row,
  );
  const { title, caption, cells } = chart('matrix', chartsOf({ ...results, rows }));
  assert.is(title, 'P50 across the matrix, against the best');
  assert.match(caption, /^P50, as 6 cells have too few calls for a P99\. /);
  assert.is(cells.length, rows.length);
});

test('a percentile curve ends where histograms do', () => {
  const rows = study().rows.map((row) => ({
    ...row,
    launches: row.launches.map((launch) => {
      const { valuesNs, counts } = launch.response;
      return { ...launch, response: { valuesNs, counts, overflow: Math.ceil(launch.calls * 0.2) } };
    }),
  }));
  const { data } = chart('percentiles', chartsOf({ ...study(), rows }, extras));
  assert.ok(data.length > 0);
  assert.ok(data.every((point) => Number(point['oneInN']) <= 5));
});

test.run();
