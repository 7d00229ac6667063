import { gunzipSync } from 'node:zlib';
import { type Artifact, mediaTypes, type Results } from '@wiretax/core';
import {
  sampleEvidence,
  sampleFailedRow,
  sampleFailedTrial,
  sampleManifest,
  sampleResults,
  sampleResumed,
  sampleRow,
  sampleRowMetric,
  sampleTrial,
  sampleTally,
} from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pageOf, studyPage, syntheticStudy } from './study.test.support.js';

/** What is read, without tags. */
function textOf(page: string): string {
  return page
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');
}

test('checks, answer, rows, charts, the run before, findings, method: in this order, in under 3 MB', async () => {
  const page = await studyPage();
  const places = [
    'checks',
    'answer',
    'why',
    'results',
    'charts',
    'earlier',
    'tables-1',
    'findings',
    'manifest',
    'reading',
  ].map((id) => page.indexOf(` id="${id}"`));
  assert.equal(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.ok(places.every((place) => place > 0));
  assert.ok(page.length < 3e6);
  assert.is(page, await studyPage());
});

test('conditions of each session are shown, and rows of launches that are not of one kind are marked', async () => {
  const page = await pageOf(sampleResumed());
  assert.match(
    page,
    /<span class="badge" title="launch 1 of session 1 and launch 2 of session 2 differ[^>]*>≠</,
  );
  const text = textOf(page);
  assert.match(text, 'not fit for figures when the run began: load average 21 on 2 CPUs.');
  assert.match(
    text,
    'Session 2 ran on something else: kernel 7.0.0, was 6.18.44; NODE_OPTIONS --jitless, was unset',
  );
  assert.match(text, /When it began, and what peers inherited load average 21 .* CPU quota none/);
  assert.match(text, /When session 2 began system linux 7\.0\.0 .* NODE_OPTIONS --jitless/);
  assert.match(text, /Launches block session begun/);
});

test('peers between client and server have columns of their own, and the limit is told', async () => {
  const limit = { peer: 'proxy-1', busy: 0.97, of: 'thread' } as const;
  const metrics = [sampleRowMetric({ peer: 'proxy-1' })];
  const text = textOf(await pageOf(sampleResults([sampleRow({ between: ['proxy-1'] }, { limit, metrics })])));
  assert.match(text, /CPU client proxy-1 server user a call 16\.9 µs 9\.00 µs 12\.8 µs/);
  assert.match(text, /event loop busy 61 % – 48 % busy 61 % 70 % 48 %/);
  assert.match(text, 'The limit was proxy-1: its busiest thread was busy 97 % of the time.');
  assert.match(text, /usage client proxy-1 server cpu\.user – 20\.0 µs \/call –/);
});

test('calls that were refused, never started or sent again are told', async () => {
  const text = textOf(await pageOf(sampleResults([sampleRow({}, { tally: sampleTally })])));
  assert.match(text, 'Of 31,500 calls that were due: 1,200 were refused by a gate; 100 never started');
  assert.match(text, '700 further attempts were made.');
});

test('each launch is a point on a line from 0, and has its P50', async () => {
  const speeds = [500, 1000, 500];
  const row = sampleRow();
  const [launch] = row.launches;
  assert.ok(launch);
  const launches = speeds.map((throughput, index) => ({ ...launch, trial: index + 1, throughput }));
  const page = await pageOf(sampleResults([sampleRow({}, { launches })]));
  const [points = ''] = /<svg class="points"[\s\S]*?<\/svg>/.exec(page) ?? [];
  assert.match(points, /aria-label="Calls\/s of 3 launches, on a line from 0: 500 to 1,000"/);
  assert.equal(
    [...points.matchAll(/ cx="([\d.]+)"/g)].map(([, place]) => Number(place)),
    [130, 254, 130],
  );
  assert.match(textOf(page), /Launches block begun \(UTC\) calls calls\/s P50 1 /);
});

test('whether there is a network in the figures depends on where peers were', async () => {
  const row = sampleRow();
  const { cast } = sampleTrial(row.cell);
  assert.match(textOf(await pageOf(sampleResults([row]))), 'there is no network in these figures');
  const apart = cast.map((peer, index) => (index === 0 ? { ...peer, machine: 'other' } : peer));
  const trials = [sampleTrial(row.cell, { cast: apart })];
  const text = textOf(await pageOf(sampleResults([row], { trials })));
  assert.match(text, 'Peers were on several machines: the network between them is in these figures');
});

test('nothing is loaded', async () => {
  const page = await studyPage();
  assert.not.match(page, /<(?:link|img|iframe|object|embed)\b|<script[^>]* src=|@import|url\((?!#)/);
  assert.match(page, /default-src &#39;none&#39;/);
});

test('a finding has its interval in words, unless it says it itself, and links to its rows', async () => {
  const finding = { id: 'knee.tcp', numbers: { p99Ns: 1.5e6 }, cells: ['tcp.64B.c10', 'gone.64B.c1'] };
  const interval = { low: 1.2e6, high: 1.8e6, level: 0.95 };
  const results = sampleResults([sampleRow()], {
    findings: [
      { ...finding, statement: 'P99 is 1.5 ms.', interval },
      { ...finding, id: 'knee.rest', statement: 'P99 is 1.5 ms (95 % interval 1.2 to 1.8 ms).', interval },
    ],
  });
  const page = await pageOf(results);
  // On its card, and among all findings.
  assert.is(textOf(page).split('95 % interval: 1.20 ms to 1.80 ms').length, 3);
  assert.match(page, /<a href="#row-tcp\.64B\.c10">tcp\.64B\.c10<\/a>/);
  assert.match(page, /<span>gone\.64B\.c1<\/span>/);
});

const partial: Readonly<Record<string, readonly [Results, RegExp]>> = {
  'zero rows': [sampleResults([]), /No cells: the plan was empty/],
  'nothing but failures': [
    sampleResults([sampleFailedRow()], {
      trials: [sampleFailedTrial(sampleRow().cell, 'the server ended')],
    }),
    /There is nothing to compare by P50.*the server ended/,
  ],
  'one launch': [
    syntheticStudy({ launches: 1 }),
    /1 launch each: no intervals.*One launch of each cell: there are no intervals/,
  ],
  'missing launches': [
    sampleResults([sampleRow()], { planned: 3 }),
    /Interrupted: 2 of 3 launches are missing/,
  ],
  'a run resumed on another day': [
    sampleResults([sampleRow()], {
      manifest: sampleManifest({}, { resumedAt: ['2026-01-05T00:00:00.000Z'] }),
      trials: [sampleTrial(sampleRow().cell, { startedAt: '2026-01-05T01:00:00.000Z' })],
    }),
    /Launches of 2 days stand side by side/,
  ],
  'a collector that failed': [
    sampleResults([sampleRow()], {
      trials: [
        sampleTrial(sampleRow().cell, {
          evidence: [{ ...sampleEvidence({ calls: 1 }), status: 'failed', error: 'no rights' }],
        }),
      ],
    }),
    /failed: no rights/,
  ],
  'damaged files': [
    sampleResults([sampleRow()], { damage: ['line 3 of trials.jsonl is torn'] }),
    /line 3 of trials\.jsonl is torn\./,
  ],
};

for (const [name, [results, expected]] of Object.entries(partial)) {
  test(`${name} are told`, async () => {
    assert.match(textOf(await pageOf(results)), expected);
  });
}

test('metrics stand with their row, per call, those that may not be joined with latency marked', async () => {
  const metrics = [
    sampleRowMetric(),
    sampleRowMetric({ name: 'x', collector: 'perf-stat', comparable: false }),
  ];
  const text = textOf(await pageOf(sampleResults([sampleRow({}, { metrics })])));
  assert.match(text, /usage client server cpu\.user – 20\.0 µs \/call/);
  assert.match(text, /perf-stat \(off by more than 10 %/);
});

const hostile = '</script><b onclick="x">\'&\u202e\u0007';

test('that the machine was disturbed is the first caution, and what nearly holds stands with its row', async () => {
  const near = { nearly: [{ verdict: 'client-bound', reason: 'busy 91 %' }] } as const;
  const rows = [sampleRow({ verdicts: ['disturbed'] }), sampleRow({ transport: 'rest' }, near)];
  const text = await pageOf(sampleResults(rows));
  assert.match(text, /class="cautions"[^>]*>\s*<p>The machine was disturbed: 1 of 2 rows is struck for it\./);
  assert.match(text, 'Nearly client-bound: busy 91 %');
});

test('names are text wherever they stand', async () => {
  const row = sampleRow({ transport: hostile, verdicts: ['unsteady'], reasons: [hostile] });
  const page = await pageOf(
    sampleResults([row, sampleFailedRow({ transport: `${hostile}2` })], {
      manifest: sampleManifest({ name: hostile }, { id: hostile, command: ['run', hostile] }),
      findings: [{ id: hostile, statement: hostile, numbers: {}, cells: [row.cell.id] }],
      trials: [sampleFailedTrial(row.cell, hostile)],
    }),
  );
  assert.not.match(page, /<b onclick|\u202e|\u0007/);
  assert.is(page.split('<script>').length, 2);
  assert.match(page, /href="#row-no-1"/);
});

async function pageWithStacks(text: string, artifact: Artifact, collector = 'flamegraph'): Promise<string> {
  const row = sampleRow();
  const record = sampleEvidence({ calls: 1, collector, peer: 'client', artifacts: [artifact] });
  const trials = [sampleTrial(row.cell, { evidence: [record] })];
  return pageOf(sampleResults([row], { directory: 'run', trials }), {
    [`run/trials/${row.cell.id}/1/${collector}-client/${artifact.file}`]: text,
  });
}

/** What the page keeps for its frame. */
function graphsIn(page: string): readonly { readonly data: { readonly names: readonly string[] } }[] {
  const [, packed = ''] = /id="flame-data">([^<]*)</.exec(page) ?? [];
  const text = gunzipSync(Buffer.from(packed, 'base64')).toString();
  return (JSON.parse(text) as { readonly graphs: ReturnType<typeof graphsIn> }).graphs;
}

const stored = { file: 'stacks.folded', mediaType: 'text/plain' };
const shown = /id="flames"[\s\S]*tcp\.64B\.c10, client<\/option>/;

test('flame graphs are drawn from folded stacks, of runs of 0.1.0 too; what is none is left out', async () => {
  const page = await pageWithStacks('node;main;work 3\nnode;main;<b>wait</b> 1\n', stored);
  assert.match(page, shown);
  assert.not.match(page, '<b>wait');
  assert.equal(graphsIn(page)[0]?.data.names, ['all', 'node', 'main', 'work', '<b>wait</b>']);
  assert.not.match(await pageWithStacks('{"nodes": 1}', stored), /id="flames"/);
});

test("a stranger's stacks get a graph by their type, whatever their file is called", async () => {
  const theirs = { file: 'cpu.txt', mediaType: mediaTypes.folded };
  assert.match(await pageWithStacks('node;main 3\n', theirs, 'dtrace'), shown);
  assert.not.match(
    await pageWithStacks('node;main 3\n', { ...theirs, mediaType: 'text/plain' }),
    /id="flames"/,
  );
  assert.not.match(
    await pageWithStacks('node;main 3\n', { ...theirs, file: '../../cpu.txt' }),
    /id="flames"/,
  );
});

test.run();
