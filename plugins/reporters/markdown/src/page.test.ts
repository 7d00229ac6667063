import type { EvidenceRecord, Row, Reporter, Results, RowMetric } from '@wiretax/core';
import {
  fakeHost,
  sampleCell,
  sampleChecks,
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
import plugin from './index.js';
import { page } from './page.js';

function headings(text: string): readonly string[] {
  return text.split('\n').filter((line) => line.startsWith('#'));
}

/** The part of the page under a heading, up to the next of the same level. */
function section(text: string, heading: string): string {
  return text.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
}

const metric = sampleRowMetric({ perCall: 18_300 });

test('checks stand before all else, with their marks', () => {
  const findings = [{ id: 'knee', statement: 'The knee is at 12.', numbers: {}, cells: [] }];
  const text = page(sampleResults([sampleRow()], { checks: sampleChecks(), findings }));
  assert.equal(headings(text).slice(0, 3), ['# Wiretax: quick', '## Checks', '## Findings']);
  const lines = section(text, 'Checks')
    .split('\n')
    .filter((line) => line.startsWith('- '));
  assert.match(lines[0] ?? '', /^- ✗ threshold \*\*p99 of all cells \\< 5 ms\*\*: Crossed in 1 of 2 cells/);
  assert.match(lines[2] ?? '', /^- ✓ threshold \*\*throughput of tcp\.\\\* \\> 1,000\/s\*\*: Held in 1 cell/);
});

test('the page has its sections in order, and a table for each size', () => {
  const controls = [{ ...sampleRow({ transport: 'null' }), control: true }];
  const findings = [{ id: 'knee', statement: 'The knee is at 12.', numbers: {}, cells: ['tcp.64B.c10'] }];
  const text = page(
    sampleResults([{ ...sampleRow(), metrics: [metric] }, sampleRow({ bytes: 4096, flow: 'semaphore-4' })], {
      controls,
      findings,
    }),
    [{ file: 'chart-cpu.svg', title: 'CPU', summary: 'P99 [1].' }],
  );
  assert.match(text, '![P99 \\[1\\].](chart-cpu.svg "CPU")');
  assert.equal(headings(text), [
    '# Wiretax: quick',
    '## Findings',
    '## Charts',
    '## This run',
    '## Results',
    '### 64B · flow none',
    '### 4KiB · flow semaphore-4',
    '## Flow control',
    '## Ceiling of the harness',
    '## Evidence',
    '### usage, in the measured window',
    '## How to read it',
    '## Where and how it was measured',
    '## How to run it again',
  ]);
});

test('peers between client and server have columns of their own', () => {
  const limit = { peer: 'proxy-1', busy: 0.97, of: 'thread' } as const;
  const mine = { ...metric, peer: 'proxy-1', name: 'workers', value: 2 };
  const metrics = [{ ...metric, peer: 'server' }, mine, { ...metric, peer: 'client' }];
  const text = page(sampleResults([sampleRow({ between: ['proxy-1'] }, { limit, metrics })]), []);
  const results = section(text, 'Results');
  assert.match(
    results,
    '| client CPU µs/call | proxy-1 CPU µs/call | server CPU µs/call | client busy % | proxy-1 busy % | server busy % | limit | verdict |',
  );
  assert.match(results, /\| 24\.1 \| 30\.0 \| 18\.3 \| 61 \| 70 \| 48 \| proxy-1 \| valid \|/);
  const peers = [...section(text, 'Evidence').matchAll(/^\| \S+ \| (\S+) \|/gm)].map(([, peer]) => peer);
  assert.equal(peers.slice(-3), ['client', 'proxy-1', 'server']);
});

test('calls that were refused, never started or sent again have columns where there are any', () => {
  const text = section(page(sampleResults([sampleRow({}, { tally: sampleTally })]), []), 'Results');
  assert.match(text, '| rejected calls | unstarted calls | re-sent | P50 µs |');
  assert.match(text, '| 1,200 | 100 | 700 | 51.2 |');
});

test('conditions of each session stand in the manifest, and what is unusual stands first', () => {
  const text = page(sampleResumed());
  const opening = text.slice(0, text.indexOf('## This run'));
  assert.match(opening, 'not fit for figures when the run began: load average 21 on 2 CPUs');
  assert.match(opening, 'kernel 7.0.0, was 6.18.44; NODE\\_OPTIONS \\--jitless, was unset');
  assert.match(text, /\| valid ≠ \|/);
  assert.match(section(text, 'Verdicts'), '**≠**: launch 1 of session 1 and launch 2 of session 2 differ');
  const [, first = '', second = ''] = section(text, 'Where and how').split('### ');
  assert.match(first, /^When it began, and what peers inherited\n[^]*\| load average \| 21 \|/);
  assert.match(first, '| CPU quota | none |');
  assert.match(second, /^When session 2 began\n[^]*\| NODE\\_OPTIONS \| \\--jitless \|/);
});

test('the page begins with when, where and how it was measured', () => {
  const text = page(sampleResults([sampleRow()]));
  assert.match(text, '| machine | Intel(R) Xeon(R) Processor, 2 logical CPUs, virtual machine (kvm) |');
  assert.match(text, '| system | linux 6.18.44, Node v20.20.2, Wiretax 0.1.0 |');
  assert.match(text, '| launches | 3 of each cell, in random order, seed 42 |');
  assert.match(text, '| measured | 3,000 calls a client or 2 s a launch, after a warm-up |');
});

test('a row in full', () => {
  const text = page(sampleResults([sampleRow()]));
  assert.match(
    text,
    '| tcp | 10 | 18,200 | 17,500 to 18,600 | 51.2 | 102 | 256 | 922 | 2.0 | 26.6 | 23.0 | 24.1 | 18.3 | 61 | 48 | valid |',
  );
});

test('verdicts are explained, with the reasons of each row', () => {
  const marked = sampleRow({ verdicts: ['client-bound', 'unsteady'], reasons: ['busy 98 %', 'not settled'] });
  const text = section(page(sampleResults([sampleRow({ transport: 'rest' }), marked])), 'Verdicts');
  assert.match(text, '- **client-bound**: The client process, not the server, set the pace');
  assert.match(text, '- **unsteady**: ');
  assert.match(text, `| ${marked.cell.id} | client-bound, unsteady | busy 98 %; not settled |`);
  assert.not.match(page(sampleResults([sampleRow()])), '## Verdicts');
});

test('that the machine was disturbed stands under the title, and what nearly holds among the verdicts', () => {
  const disturbed = sampleRow({ verdicts: ['disturbed'], reasons: ['the server stood still'] });
  const near = sampleRow(
    { transport: 'rest' },
    { nearly: [{ verdict: 'client-bound', reason: 'busy 91 %' }] },
  );
  const text = page(sampleResults([disturbed, near]));
  assert.is(text.split('\n')[2], '**The machine was disturbed: 1 of 2 rows is struck for it.**');
  assert.match(text, `| ${disturbed.cell.id} | disturbed | the server stood still |`);
  assert.match(text, `| ${near.cell.id} | valid, nearly client-bound | busy 91 % |`);
});

test('a struck row is struck through, a missing percentile a dash', () => {
  const text = page(sampleResults([sampleRow({ verdicts: ['under-driven'], calls: 500 })]));
  assert.match(text, '| tcp | 10 | ~~18,200~~ | ~~17,500 to 18,600~~ | ~~51.2~~ | – |');
});

test('a failed trial is shown with its reason and the last lines of its log', () => {
  const failed = sampleFailedRow({ transport: 'rest' });
  const broken = sampleFailedTrial(failed.cell, 'listen EADDRINUSE');
  const log = ['```', 'Error: <b>bad</b>'];
  const trials = [
    { ...broken, error: { code: 'E_PEER', message: 'it | broke', phase: 'setup' as const, log } },
  ];
  const text = section(page(sampleResults([failed], { trials })), 'Failures');
  assert.match(text, `**${failed.cell.id}, launch 1**, in setup: it \\| broke (E\\_PEER)`);
  assert.match(text, '````\n```\nError: <b>bad</b>\n````');
});

test('evidence: counters for each call, gauges as they are, by cell and peer', () => {
  const metrics: readonly RowMetric[] = [
    metric,
    { ...metric, peer: 'client', name: 'context-switches.voluntary', unit: 'count', perCall: 1.5 },
    { ...metric, peer: 'client', name: 'loop', unit: 'ratio', kind: 'gauge', value: 0.93, perCall: null },
  ];
  const text = section(page(sampleResults([{ ...sampleRow(), metrics }])), 'Evidence');
  assert.match(text, '| cell | peer | cpu.user µs/call | context-switches.voluntary /call | loop |');
  assert.match(text, `| ${sampleCell().id} | client | – | 1.50 | 0.930 |`);
  assert.match(text, `| ${sampleCell().id} | server | 18.3 | – | – |`);
});

test('evidence: memory in MiB, and a metric that is zero everywhere takes no column', () => {
  const metrics: readonly RowMetric[] = [
    { ...metric, name: 'memory.peak', unit: 'bytes', kind: 'gauge', value: 64 * 1024 ** 2, perCall: null },
    { ...metric, name: 'page-faults.major', unit: 'count', value: 0, perCall: 0 },
  ];
  const text = section(page(sampleResults([{ ...sampleRow(), metrics }])), 'Evidence');
  assert.match(text, '| cell | peer | memory.peak MiB |');
  assert.match(text, '| server | 64.0 |');
  assert.match(text, 'Zero everywhere: page-faults.major /call.');
});

test('evidence: what the kernel did for a call, both peers together', () => {
  const counted = (name: string, client: number, server: number): readonly RowMetric[] =>
    [client, server].map((perCall, index) => ({
      ...metric,
      collector: 'perf-stat',
      role: index === 0 ? 'client' : 'server',
      name,
      unit: 'count',
      perCall,
    }));
  const metrics = [
    ...counted('cycles', 1000, 3000),
    ...counted('instructions', 1000, 1000),
    ...counted('context-switches.voluntary', 1, 2),
    ...counted('syscalls.epoll_pwait', 1, 1),
    ...counted('page-faults', 1, 1).map((each) => ({ ...each, comparable: false })),
    ...counted('syscalls.futex', 0, 0),
  ];
  const text = section(page(sampleResults([sampleRow({ cpuUs: [20, 20] }, { metrics })])), 'Evidence');
  const head =
    '| cell | cycles | instructions | instructions/cycle | context switches | user µs | kernel µs | kernel % |';
  assert.match(text, head);
  assert.match(text, `| ${sampleCell().id} | 4,000 | 2,000 | 0.500 | 3.00 | 28.0 | 12.0 | 30 |`);
  assert.match(text, '| cell | epoll\\_pwait |');
  assert.match(text, `| ${sampleCell().id} | 2.00 |`);
});

test('evidence: a table of many columns leaves out what is small, by name', () => {
  const metrics = Array.from({ length: 20 }, (_, index) => ({
    ...metric,
    name: `syscalls.n${String(index)}`,
    unit: 'count' as const,
    perCall: index === 3 ? 0.001 : 1,
  }));
  const text = section(page(sampleResults([{ ...sampleRow(), metrics }])), 'Evidence');
  assert.match(text, 'left out: syscalls.n3 /call.');
  assert.not.match(text, '| syscalls.n3');
});

test('the observer effect of a pass is given, and what ran at another rate is marked', () => {
  const entry: EvidenceRecord = {
    collector: 'perf-stat',
    peer: 'server',
    folder: 'perf-stat-server',
    window: 'profile',
    status: 'completed',
    metrics: [],
    artifacts: [],
    notes: [],
    calls: 10,
    observer: { throughput: -0.2, p50: 0.23, p99: null },
  };
  const still = { ...entry, observer: { throughput: 0, p50: 0.05, p99: null } };
  const pass = (comparable: boolean) => ({
    ...sampleRow(),
    metrics: [{ ...metric, collector: 'perf-stat', window: 'profile' as const, comparable }],
  });
  const of = (row: Row, evidence: readonly EvidenceRecord[]) =>
    page(sampleResults([row], { trials: [sampleTrial(row.cell, { evidence })] }));
  const moved = of(pass(false), [entry, still]);
  assert.match(moved, '### perf-stat, in a pass of its own');
  assert.match(moved, 'against the measured window: throughput -20 % to 0 %, P50 +5 % to +23 %.');
  assert.match(moved, `| ${sampleCell().id} † | server |`);
  assert.match(moved, 'their counters are not to be joined with latency');
  const quiet = of(pass(true), [still]);
  assert.match(quiet, 'against the measured window: throughput 0 %, P50 +5 %.');
  assert.not.match(quiet, '†');
});

test("flow control is checked by Little's law", () => {
  const rows = [sampleRow({ flow: 'semaphore-4', rate: 60_000, p50Us: 151.5, serviceUs: 60 })];
  const text = section(page(sampleResults(rows)), 'Flow control');
  assert.match(text, '| 60,000 | 167 µs | 10.0 | 10 | 0.0 % |');
});

test('an interrupted run says so at the top and how to go on', () => {
  const rows = [sampleFailedRow({ launches: { completed: 0, failed: 0, planned: 3 } })];
  const text = page(sampleResults(rows, { planned: 81 }));
  assert.match(text, '| trials | 1 of 81 |');
  assert.match(text, '```\nwiretax run --resume 20260102-030405-quick-7f3a\n```');
  assert.match(text, '| not run |');
});

test('one launch, and two, come with a caution', () => {
  const single = page(
    sampleResults([{ ...sampleRow(), spread: null }], { manifest: sampleManifest({ repetitions: 1 }) }),
  );
  assert.match(single, '**One launch of each cell**');
  assert.not.match(single.slice(0, single.indexOf('How to read')), 'lowest to highest');
  assert.match(
    page(sampleResults([sampleRow()], { manifest: sampleManifest({ repetitions: 2 }) })),
    '**Two launches of each cell**',
  );
});

test('the command is repeated with the seed, quoted for a shell', () => {
  const given = sampleResults([sampleRow()]);
  const command = ['run', "it's mine.yaml"];
  const text = page({ ...given, manifest: { ...given.manifest, command } });
  assert.match(text, "wiretax run 'it'\\''s mine.yaml' --seed 42");
  const seeded = page({ ...given, manifest: { ...given.manifest, command: ['run', '--seed=7'] } });
  assert.match(seeded, '```\nwiretax run --seed=7\n```');
});

test('no rows', () => {
  assert.match(page(sampleResults([])), 'No cells: the plan was empty.');
});

test('names from configs stay text', () => {
  const name = '`x` | <img src=x> [a](b)\n# h';
  const rows = [sampleRow({ transport: name, reasons: [name], verdicts: ['unsteady'] })];
  const trials = [sampleTrial(sampleCell({ transport: name }), { notes: [name] })];
  const text = page(
    sampleResults(rows, { trials, findings: [{ id: 'f', statement: name, numbers: {}, cells: [name] }] }),
  );
  const shown = '\\`x\\` \\| \\<img src=x\\> \\[a\\](b) # h';
  assert.match(text, `| ${shown} | 10 |`);
  assert.match(text, `- ${shown} (${shown})`);
  assert.not.match(text, /^# h/m);
  assert.not.match(text, '| <img');
});

test('findings stand first, with their intervals in their units, and cite at most six cells', () => {
  const cells = Array.from({ length: 8 }, (_, index) => `c${String(index)}`);
  const finding = { id: 'f', statement: 'It is so.', cells: [] };
  const text = page(
    sampleResults([sampleRow()], {
      findings: [
        { ...finding, numbers: { p99Ns: 2e6 }, interval: { low: 1e6, high: 3e6, level: 0.95 } },
        { ...finding, numbers: { atBytes: 4096 }, interval: { low: 512, high: 5120, level: 0.9 } },
        {
          ...finding,
          statement: 'Interval 1 to 2.',
          numbers: {},
          interval: { low: 1, high: 2, level: 0.95 },
          cells,
        },
      ],
    }),
  );
  assert.match(text, '- It is so. 95 % interval: 1.00 ms to 3.00 ms.\n');
  assert.match(text, '- It is so. 90 % interval: 512 B to 5.00 KiB.\n');
  assert.match(text, '- Interval 1 to 2. (c0, c1, c2, c3, c4, c5 and 2 further cells)\n');
  assert.ok(text.indexOf('## Findings') < text.indexOf('## This run'));
});

test('the reporter writes the charts and report.md, and prints its path', async () => {
  const added = new Map<string, Reporter>();
  plugin.apply({
    host: fakeHost(),
    reporters: { add: (name: string, reporter: Reporter) => added.set(name, reporter) },
  } as never);
  const files = new Map<string, string>();
  const printed: string[] = [];
  const given: Results = sampleResults([sampleRow()]);
  await added.get('markdown')?.report(given, {
    columns: 80,
    color: true,
    print: (text) => printed.push(text),
    write: (file, text) => {
      files.set(file, text);
      return Promise.resolve(`runs/1/${file}`);
    },
  });
  assert.equal([...files.keys()], ['chart-percentiles.svg', 'chart-cpu.svg', 'report.md']);
  const linked = [...(files.get('report.md') ?? '').matchAll(/\]\((chart-[^ ]+) "/g)].map(([, file]) => file);
  assert.equal(linked, ['chart-percentiles.svg', 'chart-cpu.svg']);
  assert.match(files.get('chart-cpu.svg') ?? '', /^<svg /);
  assert.equal(printed, ['runs/1/report.md\n']);
});

test.run();
