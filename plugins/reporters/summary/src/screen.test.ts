import type { Check, Finding, Results, Row } from '@wiretax/core';
import {
  interference,
  sampleConditions,
  sampleFailedRow,
  sampleFailedTrial,
  sampleManifest,
  sampleResults,
  sampleRow,
  type SampleRowShape,
  sampleTrial,
} from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { columnsOf } from '@wiretax/writing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { screen } from './screen.js';

const plain = { columns: 80, color: false };
const transports = ['tcp', 'rest', 'grpc'];

/** Rows of three transports of which each is slower than the one before, at these sizes and numbers of clients. */
function matrix(
  sizes: readonly number[],
  levels: readonly number[],
  changes: (shape: SampleRowShape) => Partial<Row> = () => ({}),
): readonly Row[] {
  return sizes.flatMap((bytes) =>
    levels.flatMap((clients) =>
      transports.map((transport, index) => {
        const shape = { transport, bytes, clients, p50Us: 100 * (index + 1), rate: 60_000 / (index + 1) };
        return sampleRow(shape, changes(shape));
      }),
    ),
  );
}

/** A run on a quiet machine, of which peers told that nothing kept them from running. */
function run(rows: readonly Row[], changes: Partial<Results> = {}): Results {
  const trials = rows.map(({ cell }) => {
    const trial = sampleTrial(cell, { startedAt: '2026-01-02T03:05:35.000Z' });
    const { measured } = trial;
    if (measured === undefined) return trial;
    const peers = Object.entries(measured.peers).map(([name, vitals]) => [
      name,
      { ...vitals, interference: interference() },
    ]);
    return { ...trial, measured: { ...measured, peers: Object.fromEntries(peers) as typeof measured.peers } };
  });
  const manifest = sampleManifest(
    {},
    { conditions: [sampleConditions()], command: ['wiretax', 'run', 'quick'] },
  );
  return sampleResults(rows, { manifest, trials, ...changes });
}

const answer = (question: NonNullable<Finding['answers']>, statement: string): Finding => ({
  id: `x.${question}`,
  statement,
  numbers: {},
  cells: [],
  answers: question,
  analysis: 'x',
});
const answers = [
  answer(
    'why',
    'grpc costs 61.0 µs more CPU time a call than tcp, most of it in @grpc/grpc-js and in http2.',
  ),
  answer('leads', 'tcp leads everywhere by P50, by 2.0 to 3.0 times (95 %: 1.9 to 3.1).'),
  answer('runners-up', 'rest is faster than grpc by 1.5 times everywhere (95 %: 1.4 to 1.6).'),
  answer('limit', 'The client was the limit in 8 of 12 rows, the server in none of them.'),
];

test('what ran, whether to believe it, the corners, the answers by question, what next', () => {
  const text = screen(run(matrix([64, 4096, 65536], [1, 10, 50]), { findings: answers }), plain);
  assert.is(
    text,
    `quick · 3 transports · 27 cells × 3 launches · 1 min 31 s · Intel Xeon, 2 CPUs
✓ machine quiet · 27 trials, none failed · 3 launches each

                  ────── P50 ───────    ────── P99 ───────    ──── calls/s ────
size · clients       tcp  rest  grpc       tcp  rest  grpc      tcp  rest  grpc
64B · 1           100 µs  2.0×  3.0×    200 µs  2.0×  3.0×    60.0k  2.0×  3.0×
64B · 50          100 µs  2.0×  3.0×    200 µs  2.0×  3.0×    60.0k  2.0×  3.0×
64KiB · 1         100 µs  2.0×  3.0×    200 µs  2.0×  3.0×    60.0k  2.0×  3.0×
64KiB · 50        100 µs  2.0×  3.0×    200 µs  2.0×  3.0×    60.0k  2.0×  3.0×
1.5× is 1.5 times worse than the best of the line

1 tcp leads everywhere by P50, by 2.0 to 3.0 times (95 %: 1.9 to 3.1).
2 rest is faster than grpc by 1.5 times everywhere (95 %: 1.4 to 1.6).
3 The client was the limit in 8 of 12 rows, the server in none of them.
4 grpc costs 61.0 µs more CPU time a call than tcp, most of it in @grpc/grpc-js
  and in http2.

next  all rows  wiretax report 20260102-030405-quick-7f3a --full
`,
  );
});

const hard = (): Results =>
  run(
    matrix([64, 65536], [1, 50], ({ transport, clients }) => ({
      ...(transport === 'grpc' && clients === 50
        ? { verdict: 'disturbed', verdicts: ['disturbed', 'unsteady'] }
        : {}),
      ...(transport === 'rest' ? { verdict: 'client-bound', verdicts: ['client-bound'] } : {}),
    })),
    {
      findings: [1, 2, 3, 4].flatMap(() =>
        answers.map((finding) => ({ ...finding, statement: `${finding.statement} `.repeat(8).trim() })),
      ),
      checks: (['crossed', 'open', 'crossed', 'held'] as const).map((outcome, index): Check => ({
        id: `threshold.${String(index)}`,
        by: 'threshold',
        title: `p99 of tcp.* < ${String(index)} ms`,
        outcome,
        statement:
          'Furthest: tcp.64B.c1, 8.01 ms (7.80 ms to 8.20 ms), and a sentence that is much longer than a line.',
        cells: [],
      })),
    },
  );

for (const columns of [80, 120, 200]) {
  test(`it is one screen at ${String(columns)} columns, whatever there is to say`, () => {
    const lines = screen(hard(), { columns, color: false }).trimEnd().split('\n');
    assert.ok(lines.length <= 21, lines.join('\n'));
    for (const line of lines) assert.ok(columnsOf(line) <= columns, line);
  });
}

test('what was demanded stands before the rest, and counts', () => {
  const text = screen(hard(), plain);
  const [, second = '', third = '', fourth = ''] = text.split('\n');
  assert.match(second, /^✗ .* thresholds 1 ✓ 2 ✗ 1 \?$/);
  assert.match(third, /^✗ p99 of tcp\.\* < 0 ms: Furthest/);
  assert.is(fourth, '  and 2 more of these');
});

test('a caveat is said once: at a figure, at the name of a contender, or for all', () => {
  const text = screen(hard(), plain);
  assert.match(text, /^size · clients +tcp +rest† +grpc /m);
  assert.match(text, /^64B · 50 +100 µs +2\.0× +300 µs¶≈ /m);
  assert.is(text.match(/client-bound/g)?.length, 1);
  const all = matrix([64], [1, 50], () => ({ verdict: 'unsteady', verdicts: ['unsteady'] }));
  assert.match(screen(run(all), plain), '≈ all unsteady: ');
  assert.is(screen(run(all), plain).match(/≈/g)?.length, 1);
});

/** Two sizes and two levels of three transports, of which nothing is certain, and all has some caveat. */
function doubtful(): readonly Row[] {
  return [64, 65_536].flatMap((bytes) =>
    [1, 50].flatMap((clients) =>
      transports.map((transport, index) =>
        syntheticRow({
          transport,
          bytes,
          clients,
          launches: 3,
          calls: index === 2 ? 100 : 2000,
          p50Ns: 1e5 * (1 + index) ** 2,
          launchNoise: 0.4,
          seed: bytes + clients + index,
          verdicts: [
            ...(index === 2 ? (['too-few-samples'] as const) : []),
            ...(index > 0 && clients > 1 ? (['client-bound'] as const) : []),
            'unsteady',
          ],
        }),
      ),
    ),
  );
}

test('however much there is to explain, every mark in the table is in the legend', () => {
  const findings = answers.map((finding) => ({
    ...finding,
    caveats: [{ kind: 'client-bound' as const, cells: ['rest.64B.c50'] }],
  }));
  for (const columns of [80, 100, 120, 200]) {
    const text = screen(run(doubtful(), { findings }), { columns, color: false });
    const [table = '', after = ''] = text.split(/^(?=1\.5× is)/m);
    const [legend = ''] = after.split('\n\n');
    for (const mark of ['?', '–', '†']) {
      assert.match(table, mark);
      assert.match(legend, `${mark} `, legend);
    }
    assert.match(legend.replace(/\s+/g, ' '), '† client-bound: the client set the pace');
    assert.match(legend, '≈ all unsteady');
    assert.not.match(legend, '…');
  }
});

test('a sentence that is cut keeps its marks, and whole words', () => {
  const caveats = [{ kind: 'unsteady' as const, cells: ['tcp.64B.c1'] }];
  const findings = answers.map((finding) => ({
    ...finding,
    caveats,
    statement: `${finding.statement} ${'and so forth '.repeat(20)}`.trim(),
  }));
  const lines = screen(run(doubtful(), { findings }), plain).split('\n');
  const cut = lines.filter((line) => line.includes('…'));
  assert.is(cut.length, 4);
  for (const line of cut) assert.match(line, /(\w|[.,:)]) … ≈$/);
});

test('commands that a terminal breaks are counted as the lines that they take', () => {
  const findings = answers.map((finding) => ({ ...finding, lacks: 'evidence' as const }));
  const results = run(doubtful(), {
    findings,
    directory: '/home/somebody/measurements/of/this/week/runs/20260102-030405-quick-7f3a',
  });
  const text = screen(results, { ...plain, program: 'node ../../src/wiretax/bin/run.js' });
  const lines = text.trimEnd().split('\n');
  const height = lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(columnsOf(line) / 80)), 0);
  assert.ok(height <= 21, `${String(height)} lines\n${text}`);
  assert.match(text, / --out \/home\/somebody\/measurements\/of\/this\/week --full$/m);
  assert.match(text, /^4 /m);
});

test('a row of which no launch finished says so, and not that it had too few calls', () => {
  const rows = [1, 50].flatMap((clients) =>
    transports.map((transport) =>
      transport === 'rest' && clients === 50
        ? sampleFailedRow({ transport, clients })
        : sampleRow({ transport, clients, p50Us: 100 + transport.length }),
    ),
  );
  const text = screen(run(rows), plain);
  assert.match(text, /^50 .* –✗ /m);
  assert.match(text, '✗ failed: no launch finished');
  assert.not.match(text, 'too few calls');
  const unseen = rows.map((row) => ({ ...row, peers: {} }));
  assert.match(screen(run(unseen), { ...plain, columns: 200 }), '– not measured');
});

test('what casts doubt on the rest stands with what says whether to believe it, and takes no answer its place', () => {
  const doubt: Finding = {
    id: 'y.z',
    statement: 'The machine changed.',
    numbers: {},
    cells: [],
    first: true,
  };
  const text = screen(run(matrix([64], [1]), { findings: [...answers, doubt] }), plain);
  assert.match(text, /^! machine quiet · .* · in doubt\n {2}The machine changed\.$/m);
  assert.match(text, /^1 tcp leads everywhere/m);
  assert.match(text, /^4 grpc costs /m);
});

test('where nothing is compared there is room for what else was found', () => {
  const [limit] = answers.slice(-1);
  const others = ['knee', 'tail'].map((analysis): Finding => ({
    id: analysis,
    statement: `The ${analysis} of tcp.`,
    numbers: {},
    cells: [],
    analysis,
  }));
  assert.ok(limit);
  const rows = [1, 10, 50].map((clients) => sampleRow({ clients }));
  const text = screen(run(rows, { findings: [limit, ...others] }), plain);
  assert.match(text, /^1 The client was the limit[^]*^2 The knee of tcp\.\n3 The tail of tcp\.$/m);
  const compared = screen(run(matrix([64], [1]), { findings: [...answers, ...others] }), plain);
  assert.not.match(compared, 'The knee');
});

test('why is asked of what was measured: of a preset that profiles the same, or of the run with a profile', () => {
  const next = (rows: readonly Row[], command: readonly string[]): string =>
    screen(run(rows, { manifest: sampleManifest({}, { command: ['wiretax', 'run', ...command] }) }), plain);
  assert.match(
    next(matrix([64], [1]), ['quick']),
    /^ +why +wiretax run evidence$|^next +why +wiretax run evidence$/m,
  );
  const mine = ['tcp', 'mine'].map((transport, index) => sampleRow({ transport, p50Us: 100 * (index + 1) }));
  assert.match(
    next(mine, ['study.yaml', '--collect', 'usage', '--out', 'a b']),
    /why +wiretax run study\.yaml --out 'a b' --collect flamegraph$/m,
  );
});

test('what sentences are to be taken with is in the same legend', () => {
  const caveats = (['order-only', 'client-bound'] as const).map((kind) => ({ kind, cells: ['tcp.64B.c1'] }));
  const findings = answers.slice(0, 1).map((finding) => ({ ...finding, caveats }));
  const text = screen(run(matrix([64], [1]), { findings }), plain);
  assert.match(text, /http2\. °†$/m);
  assert.match(
    text.replace(/\s+/g, ' '),
    '° no intervals: an order only · † client-bound in some rows: the client',
  );
});

test('with few launches there is an order only, in units that follow the magnitude, and the command that gives intervals', () => {
  const rows = matrix([64], [1, 500], ({ clients = 1, p50Us = 1 }) => {
    const one = sampleRow({
      clients,
      p50Us: p50Us * clients,
      launches: { completed: 1, failed: 0, planned: 1 },
    });
    return { launches: one.launches, response: one.response };
  });
  const manifest = sampleManifest(
    { repetitions: 1 },
    { command: ['wiretax', 'run', '--reps=1', 'a b.yaml'] },
  );
  const text = screen(run(rows, { manifest }), { ...plain, program: 'node bin/run.js' });
  assert.match(text, /no intervals$/m);
  assert.match(text, /^500 +50\.0 ms +100 ms +150 ms /m);
  assert.match(text, /^1 launch of each: an order only$/m);
  assert.match(text, /^next +intervals +node bin\/run\.js run 'a b\.yaml' --reps 5$/m);
  assert.not.match(text, '×  ');
});

test('nothing is concluded where the machine was disturbed in half of the rows', () => {
  const rows = matrix([64], [1, 50], ({ clients }) =>
    clients === 50 ? { verdict: 'disturbed', verdicts: ['disturbed'] } : {},
  );
  const text = screen(run(rows, { findings: answers }), plain);
  assert.match(text, /^! machine disturbed: 3 of 6 rows/m);
  assert.match(text, /^1 No conclusions: the machine was disturbed/m);
  assert.not.match(text, 'leads');
  assert.match(text, /^next +again +wiretax run quick$/m);
});

test('failed trials, an interrupted run, and folders elsewhere', () => {
  const failed = sampleFailedRow({ transport: 'rest' });
  const trials = [sampleTrial(sampleRow().cell), sampleFailedTrial(failed.cell, 'listen EADDRINUSE')];
  const text = screen(
    sampleResults([sampleRow(), failed], {
      trials,
      planned: 6,
      directory: "/tmp/it's/runs/20260102-030405-quick-7f3a",
    }),
    plain,
  );
  assert.match(text, /^✗ .*interrupted after 2 of 6 trials/m);
  assert.match(
    text,
    /^next +go on +wiretax run --resume 20260102-030405-quick-7f3a --out '\/tmp\/it'\\''s'$/m,
  );
  assert.match(text, /✗ failed: no launch finished/);
  assert.match(text, /interrupted after 2 of 6 trials, 1 failed/);
  assert.match(text, /^1 A launch of rest\.64B\.c10 failed in setup: listen EADDRINUSE$/m);
  assert.not.match(text, /^ +why /m);
});

test('one protocol alone: each figure in its unit; no rows at all', () => {
  const rows = [1, 10, 50].map((clients) => sampleRow({ clients }));
  const text = screen(run(rows), plain);
  assert.match(text, /^clients +P50 +P99 +calls\/s +CPU per call$/m);
  assert.match(text, /^10 +51\.2 µs +102 µs +18\.2k +42\.4 µs$/m);
  assert.not.match(text, /^ +why /m);
  assert.match(screen(run([]), plain), 'No cells: the plan was empty.');
});

test('many contenders with long names: as many as there is room for', () => {
  const rows = Array.from({ length: 30 }, (_, index) =>
    sampleRow({ transport: `a-transport-with-a-long-name-${String(index)}`, p50Us: 100 + index }),
  );
  const lines = screen(run(rows), plain).split('\n');
  for (const line of lines) assert.ok(columnsOf(line) <= 80, line);
  assert.match(lines.join(' '), /no room for \d+ more, P99, calls\/s/);
});

test('colour says best, worst and what to use with care', () => {
  const text = screen(hard(), { columns: 80, color: true });
  assert.match(text, '\u001b[32m');
  assert.match(text, '\u001b[31m');
  assert.match(text, '\u001b[2m');
});

test.run();
