import type { ReportOutput, Results } from '@wiretax/core';
import {
  harmIn,
  hostileCharacters,
  hostileTexts,
  sampleCell,
  sampleChecks,
  sampleFailedRow,
  sampleFailedTrial,
  sampleResults,
  sampleRow,
  sampleTrial,
  sampleTally,
} from '@wiretax/core/testing';
import { columnsOf } from '@wiretax/writing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import plugin from './index.js';
import { page } from './page.js';

const wide = { columns: 120, color: false };
const transports = ['tcp', 'rest', 'grpc'];

function lineWith(text: string, part: string): string {
  return text.split('\n').find((line) => line.includes(part)) ?? '';
}

test('a row shows its numbers with three digits and its verdict', () => {
  const text = page(sampleResults([sampleRow({ transport: 'tcp' })]), wide);
  assert.match(
    text,
    /transport +calls\/s +± +P50 +P99 +P99\.9 +max +P99\/P50 +→srv +→cli +cli +srv +cli +srv +verdict\n/,
  );
  assert.match(
    lineWith(text, 'valid'),
    /^tcp +18,200 +±4 % +51\.2 +102 +256 +922 +2\.0 +26\.6 +23\.0 +24\.1 +18\.3 +61 +48 {2}valid$/,
  );
});

test('peers between client and server have columns of their own, and it is told who was the limit', () => {
  const limit = { peer: 'proxy-1', busy: 0.97, of: 'thread' } as const;
  const rows = [sampleRow({ between: ['proxy-1'] }, { limit }), sampleRow({ transport: 'grpc' })];
  const text = page(sampleResults(rows), { columns: 160, color: false });
  assert.match(text, /→cli +cli +proxy-1 +srv +cli +proxy-1 +srv +limit +verdict\n/);
  assert.match(lineWith(text, 'proxy-1  valid'), / 24\.1 +30\.0 +18\.3 +61 +70 +48 {2}proxy-1 {2}valid$/);
  assert.match(lineWith(text, 'grpc '), / 24\.1 +– +18\.3 +61 +– +48 {2}– +valid$/);
  assert.match(text, 'user and system time of all threads of each peer');
  assert.match(text, /^limit +the peer that was busy/m);
});

test('calls that were refused, never started or sent again have columns where there are any', () => {
  const text = page(sampleResults([sampleRow({}, { tally: sampleTally })]), { columns: 160, color: false });
  assert.match(text, /calls\/s +± +rejected +unstarted +re-sent +P50/);
  assert.match(lineWith(text, 'valid'), / 1,200 +100 +700 +51\.2 /);
  assert.match(text, /^unstarted +calls that were due/m);
});

test('what was demanded of the run stands first, what is crossed before all', () => {
  const text = page(sampleResults([sampleRow()], { checks: sampleChecks() }), wide);
  const [, ...lines] = text.split('\n');
  assert.match(
    lines[0] ?? '',
    /^threshold +✗ p99 of all cells < 5 ms: Crossed in 1 of 2 cells; furthest: grpc/,
  );
  const others = lines.filter((line) => /^(?:threshold|gate|machine) /.test(line));
  assert.match(others[1] ?? '', /^gate +\? P99 not slower/);
  assert.match(others[2] ?? '', /^threshold +✓ throughput/);
  assert.match(others[3] ?? '', /^machine /);
  const [check] = sampleChecks();
  const many = Array.from({ length: 20 }, () => check).filter((each) => each !== undefined);
  assert.match(page(sampleResults([], { checks: many }), wide), /^checks +8 more in checks\.json$/m);
});

test('the header states machine, constant axes, launches and seed once', () => {
  const text = page(sampleResults([sampleRow()]), wide);
  assert.match(
    text,
    'Intel(R) Xeon(R) Processor · 2 logical CPUs · SMT off · virtual machine (kvm) · steal 0.2 %',
  );
  assert.match(text, 'Node 20.20.2');
  assert.match(
    text,
    'no flow control · codec protobuf · link tcp · placement split · load closed · 10 clients',
  );
  assert.match(text, '3 of each cell in random order (seed 42)');
  assert.match(text, 'warm-up 300 ms to 3 s, then 3,000 calls a client');
});

test('rows are grouped by size, then ordered by clients and by transport as planned', () => {
  const rows = [4096, 64].flatMap((bytes) =>
    transports.flatMap((transport) => [10, 1].map((clients) => sampleRow({ transport, bytes, clients }))),
  );
  const lines = page(sampleResults(rows), wide).split('\n');
  const order = lines.flatMap((line) => /^(64B|4KiB)\b|^(tcp|rest|grpc) +(\d+)/.exec(line)?.[0] ?? []);
  const group = ['tcp 1', 'rest 1', 'grpc 1', 'tcp 10', 'rest 10', 'grpc 10'];
  assert.equal(
    order.map((line) => line.replace(/ +/, ' ')),
    ['64B', ...group, '4KiB', ...group],
  );
});

test('a further axis that varies splits the groups and leaves the header', () => {
  const text = page(sampleResults([sampleRow({ link: 'tcp' }), sampleRow({ link: 'unix' })]), wide);
  assert.match(text, '64B · link tcp');
  assert.match(text, '64B · link unix');
  assert.not.match(lineWith(text, 'all rows'), 'link');
});

test('a percentile that the sample does not support is a dash, and the dash is explained', () => {
  const text = page(
    sampleResults([
      sampleRow({ calls: 500, verdicts: ['too-few-samples'] }),
      sampleRow({ transport: 'rest' }),
    ]),
    wide,
  );
  assert.match(lineWith(text, ' §'), /51\.2 +– +– +922 +–/);
  assert.match(text, /^§ too-few-samples +Not enough calls/m);
  assert.match(text, /^– +not measured, or too few calls/m);
  assert.not.match(page(sampleResults([sampleRow()]), wide), /^–/m);
});

test('a client-bound row stays where it is, with a legend of what not to use it for', () => {
  const text = page(
    sampleResults([sampleRow(), sampleRow({ transport: 'grpc', verdicts: ['client-bound'] })]),
    wide,
  );
  assert.match(text, /^grpc +18,200 .* †$/m);
  assert.match(text, /^† client-bound +The client process, not the server, set the pace/m);
  assert.match(text.replace(/\s+/g, ' '), 'never quote it as what the server can do');
});

test('a failed cell shows the first line of its reason, and no numbers', () => {
  const failed = sampleFailedRow({ transport: 'rest', reasons: ['3 of 3 launches failed'] });
  const trials = [sampleFailedTrial(failed.cell, 'listen EADDRINUSE.\n    at Server.listen')];
  const text = page(sampleResults([failed], { trials }), wide);
  assert.match(lineWith(text, '0/3'), /^rest +–.* failed 0\/3$/);
  assert.match(text, '↳ 3 of 3 launches failed, the first in setup: listen EADDRINUSE. …');
  assert.not.match(text, 'Server.listen');
});

test('a row of which only some launches failed keeps its numbers and tells why', () => {
  const partly = sampleRow({ launches: { completed: 2, failed: 1, planned: 3 } });
  const text = page(
    sampleResults([partly], { trials: [sampleFailedTrial(partly.cell, 'the server ended')] }),
    wide,
  );
  assert.match(text, /^tcp +18,200 .* valid 2\/3$/m);
  assert.match(text, '↳ 1 of 3 launches failed, the first in setup: the server ended');
});

test('that the machine was disturbed is said first, and verdicts that nearly hold at the end', () => {
  const disturbed = sampleRow({ verdicts: ['disturbed'], reasons: ['the client waited 51 % of the window'] });
  const near = sampleRow(
    { transport: 'rest' },
    { nearly: [{ verdict: 'client-bound', reason: 'the client was busy 91 % of the time' }] },
  );
  const text = page(sampleResults([disturbed, near]), wide);
  const [, second = ''] = text.split('\n');
  assert.match(second, /^disturbed +The machine was disturbed: 1 of 2 rows is struck for it\.$/);
  assert.match(text, '↳ the client waited 51 % of the window');
  assert.match(text, /^rest .* valid$/m);
  assert.match(text, `client-bound: ${near.cell.id} (at the limits of that verdict`);
  assert.not.match(page(sampleResults([sampleRow()]), wide), /disturbed|nearly/);
});

test('reasons that differ in their numbers only are told twice, and then that there are more', () => {
  const rows = [1, 2, 3, 4, 5].map((clients) =>
    sampleRow({
      clients,
      verdicts: ['disturbed'],
      reasons: [`the client waited ${String(clients)} % of it`],
    }),
  );
  const told = page(sampleResults(rows), wide).match(/↳ .*/g);
  assert.equal(told, [
    '↳ the client waited 1 % of it',
    '↳ the client waited 2 % of it',
    '↳ as before, and so on: --reporter html and json have the numbers of each row',
  ]);
});

test('long times have units of their own', () => {
  const text = page(sampleResults([sampleRow({ p50Us: 99_000, tailRatio: 20 })]), wide);
  assert.match(lineWith(text, 'valid'), / 99,000 +1\.98 s +4\.95 s +17\.8 s /);
});

test('a struck row is dimmed and says why', () => {
  const text = page(
    sampleResults([
      sampleRow({ verdicts: ['harness-limited'], reasons: ['throughput is 74 % of the ceiling'] }),
    ]),
    { columns: 120, color: true },
  );
  assert.match(text, /\u001b\[2mtcp +18,200/);
  assert.match(text, '↳ throughput is 74 % of the ceiling');
});

test('without colour there is no escape sequence', () => {
  assert.not.match(
    page(sampleResults([sampleRow(), sampleFailedRow({})]), { columns: 120, color: false }),
    '\u001b',
  );
});

for (const columns of [132, 120, 100, 80]) {
  test(`${String(columns)} columns are enough, and what is left out is named`, () => {
    const rows = transports.flatMap((transport) =>
      [1, 50].map((clients) =>
        sampleRow({
          transport,
          clients,
          p50Us: clients * 410,
          rate: 172_800,
          verdicts: ['client-bound', 'unsteady'],
        }),
      ),
    );
    const text = page(sampleResults(rows), { columns, color: false });
    for (const line of text.split('\n')) assert.ok(columnsOf(line) <= columns, line);
    assert.is(/^left out +for want of width: /m.test(text), columns < 120);
    assert.match(text, /P99 .*verdict$/m);
    assert.match(text, / †≈$/m);
  });
}

test('a pipe gets every column', () => {
  const rows = [sampleRow({ verdicts: ['client-bound', 'unsteady'] })];
  const text = page(sampleResults(rows), { columns: 0, color: false });
  assert.match(text, / †≈$/m);
  assert.not.match(text, 'left out');
});

test('failed calls are a column only where there are any', () => {
  assert.match(page(sampleResults([{ ...sampleRow(), failedCalls: 1234 }]), wide), /failed +P50[^]*1,234/);
  assert.not.match(page(sampleResults([sampleRow()]), wide), 'failed');
});

test('no rows at all', () => {
  const text = page(sampleResults([]), wide);
  assert.match(text, 'No cells: the plan was empty.');
});

const evil = '\u001b[2J\u001b]0;title\u0007\u009b31m\r\n\t\u202e\u200b\u0000\ud800';

/** Every string that a config, a plugin or the machine may have chosen, made hostile; keys are the contract's. */
function hostile(value: unknown, evil: string): unknown {
  const chosen = ['valid', 'failed', 'client-bound', 'completed', 'closed', 'setup', 'tcp', 'split'];
  if (typeof value === 'string') return chosen.includes(value) ? value : evil + value + evil;
  if (Array.isArray(value)) return value.map((item: unknown) => hostile(item, evil));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hostile(item, evil)]));
}

test('nothing from outside moves the cursor or reorders text', () => {
  const failed = sampleFailedRow({ transport: 'rest' });
  const plain = sampleResults([sampleRow({ transport: 'grpc', verdicts: ['client-bound'] }), failed], {
    trials: [sampleTrial(sampleCell(), { notes: ['a note'] }), sampleFailedTrial(failed.cell, 'it broke')],
    findings: [{ id: 'f', statement: 'the finding', numbers: {}, cells: [] }],
  });
  const text = page(hostile(plain, evil) as Results, wide);
  assert.not.match(text, /[^\n\P{Cc}]|[\p{Cf}\p{Cs}]/u);
  for (const part of ['grpc', 'rest', 'a note', 'it broke', 'the finding', 'Xeon', 'kvm'])
    assert.match(text, part);
  for (const each of [...hostileCharacters, ...hostileTexts])
    assert.is(
      harmIn(page(hostile(plain, each) as Results, wide), 5000),
      undefined,
      JSON.stringify(each.slice(0, 50)),
    );
});

test('labels that are two columns wide keep the columns in line', () => {
  const lines = page(
    sampleResults([sampleRow({ transport: '東京' }), sampleRow({ transport: 'tcp' })]),
    wide,
  ).split('\n');
  const [first, second] = lines.filter((line) => line.endsWith('valid'));
  assert.is(columnsOf(first ?? ''), columnsOf(second ?? '-'));
});

test('the plugin adds the reporter and prints once', async () => {
  const printed: string[] = [];
  const output: ReportOutput = {
    ...wide,
    print: (text) => printed.push(text),
    write: () => Promise.reject(new Error('the table writes no file')),
  };
  const added = new Map<string, { report: (results: Results, output: ReportOutput) => unknown }>();
  const registry = { add: (name: string, reporter: never) => added.set(name, reporter) };
  plugin.apply({ reporters: registry } as never);
  await added.get('table')?.report(sampleResults([sampleRow()]), output);
  assert.is(printed.length, 1);
});

test.run();
