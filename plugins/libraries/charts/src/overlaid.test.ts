import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ChangedFigure, effectsChart, overlaidCharts, renderSvg, trendChart } from './index.js';
import { study } from './study.test.support.js';

const look = { a: 'A', b: 'B', margin: 0.03 };
const changed: ChangedFigure = {
  cell: 'tcp.64B.c1',
  figure: 'P99',
  ratio: 1.12,
  interval: { low: 1.08, high: 1.16 },
  standing: 'worse',
  text: '+12 % (+8 % to +16 %), slower',
};

test('two runs are drawn together: a series of each side, in one colour', async () => {
  const charts = overlaidCharts([
    { name: 'A', results: study() },
    { name: 'B', results: study({ transports: ['tcp'] }) },
  ]);
  const [latency] = charts;
  assert.ok(latency !== undefined);
  assert.equal([...new Set(latency.data.map(({ series }) => series))], ['tcp, A', 'grpc, A', 'tcp, B']);
  const scale = /"scale":\{"domain":(\["tcp, A","tcp, B","grpc, A"\]),"range":(\["#[^\]]*\])/.exec(
    JSON.stringify(latency.spec),
  );
  const colours = JSON.parse(scale?.[2] ?? '[]') as readonly string[];
  assert.is(colours[0], colours[1]);
  assert.is.not(colours[0], colours[2]);
  for (const chart of charts) assert.not.match(await renderSvg(chart), /NaN|undefined|Infinity/, chart.id);
});

test('changes stand in a panel for each figure, with their intervals and the margin', async () => {
  const chart = effectsChart(
    [
      changed,
      { ...changed, cell: 'tcp.4KiB.c1', ratio: 0.97, interval: null, standing: 'unknown' },
      { ...changed, figure: 'P50' },
    ],
    look,
  );
  assert.ok(chart !== undefined);
  assert.match(chart.caption, 'the margin of 3 %');
  const svg = await renderSvg(chart);
  assert.match(svg, 'data-value="tcp.64B.c1, P99: +12 % (+8 % to +16 %), slower"');
  assert.not.match(svg, /NaN|undefined|Infinity/);
  assert.is(effectsChart([], look), undefined);
});

test('names of two cells beside each other are whole', async () => {
  const cell = 'tcp.64KiB.c50 → grpc.64KiB.c50';
  const chart = effectsChart([changed, { ...changed, cell }], look);
  assert.ok(chart !== undefined);
  assert.match(await renderSvg(chart), `>${cell}<`);
});

test('large changes stand on a logarithmic axis, and of many cells those that changed are drawn', async () => {
  const many = Array.from({ length: 60 }, (_, index): ChangedFigure => ({
    ...changed,
    cell: `cell-${String(index)}`,
    ratio: index === 59 ? 800 : 1,
    interval: index === 59 ? { low: 0.001, high: 900 } : null,
    standing: index === 59 ? 'worse' : 'same',
  }));
  const chart = effectsChart(many, look);
  assert.ok(chart?.cells.includes('cell-59'));
  assert.is(chart?.cells.length, 40);
  assert.match(chart?.caption ?? '', '20 further cells');
  if (chart !== undefined) assert.not.match(await renderSvg(chart), /NaN|undefined|Infinity/);
});

test('a figure over runs, with what was otherwise; names of files that are none are no expressions', async () => {
  const point = (run: string, value: number | null, isElsewhere = false) => ({
    run,
    startedAt: "2026-01-02T03:04:05'+x",
    value,
    interval: value === null ? null : { low: value * 0.9, high: value * 1.1 },
    verdict: 'valid',
    isElsewhere,
    text: 'same',
  });
  const points = [point('a', 1e5), point('b', null), point("c'", 2e5, true)];
  const order = { cell: 'tcp.64B.c1', title: 'P50 of response time', unit: 'ns' } as const;
  const chart = trendChart(points, order);
  assert.ok(chart !== undefined);
  const svg = await renderSvg(chart);
  assert.is([...svg.matchAll(/data-value=/g)].length, 2);
  assert.match(svg, '>01-02 03:04<');
  assert.is(trendChart(points.slice(0, 2), order), undefined);
});

test.run();
