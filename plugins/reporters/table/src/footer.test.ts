import type { Finding } from '@wiretax/core';
import {
  sampleCell,
  sampleFailedRow,
  sampleManifest,
  sampleResults,
  sampleResumed,
  sampleRow,
  sampleTrial,
} from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { page } from './page.js';

const wide = { columns: 120, color: false };

test('flow control brings service time and the check by Little’s law', () => {
  const rows = [
    sampleRow({ flow: 'semaphore-4', rate: 60_000, p50Us: 151.5, serviceUs: 60 }),
    sampleRow({ flow: 'semaphore-4', transport: 'grpc', rate: 60_000, p50Us: 151.5, serviceUs: 60 }),
  ];
  const text = page(sampleResults(rows), { columns: 0, color: false });
  assert.match(text, 'service µs');
  assert.match(text, 'flow control semaphore-4');
  assert.match(text.replace(/\s+/g, ' '), '60,000 calls/s × 167 µs mean response = 10.0 of 10 clients');
  assert.not.match(page(sampleResults([sampleRow()]), wide), 'service µs');
});

test('time that is not accounted for is said out loud', () => {
  const text = page(sampleResults([sampleRow({ flow: 'semaphore-4', rate: 30_000, p50Us: 151.5 })]), wide);
  assert.match(text.replace(/\s+/g, ' '), 'off by 50 %: part of the time is not accounted for');
});

test('what was unusual about the machine is said, and rows of launches that are not of one kind are marked', () => {
  const text = page(sampleResumed(), wide);
  assert.match(text, /valid ≠$/m);
  assert.match(text, /^≠ +launch 1 of session 1 and launch 2 of session 2 differ in kernel, NODE_OPTIONS$/m);
  assert.match(
    text,
    /^run +The machine was not fit for figures when the run began: load average 21 on 2 CPUs\.$/m,
  );
  assert.match(
    text.replace(/\s+/g, ' '),
    'Session 2 ran on something else: kernel 7.0.0, was 6.18.44; NODE_OPTIONS --jitless, was unset; rows',
  );
  assert.not.match(page(sampleResults([sampleRow()]), wide), /≠|not fit|Session/);
});

test('the ceiling is compared with the rows at the same concurrency', () => {
  const controls = [1, 10].map((clients) => ({
    ...sampleRow({ transport: 'null', clients, rate: clients === 1 ? 400_000 : 500_000 }),
    control: true,
  }));
  const text = page(sampleResults([sampleRow({ rate: 50_000 })], { controls }), wide);
  assert.match(text.replace(/\s+/g, ' '), '64B 400,000 to 500,000 calls/s (rows reach 10 % of it)');
});

test('findings come with their interval', () => {
  const finding = { id: 'knee', statement: 'The knee is at 12.', numbers: {}, cells: [] };
  const text = page(
    sampleResults([sampleRow()], {
      findings: [{ ...finding, interval: { low: 10, high: 14, level: 0.95 } }],
    }),
    wide,
  );
  assert.match(text, /^ +· The knee is at 12\. 95 % interval: 10\.0 to 14\.0\.$/m);
});

test('all findings but the details are told under their titles, those that come first before all', () => {
  const found = (analysis: string, ...ids: readonly string[]): readonly Finding[] =>
    ids.map((id) => ({ id, statement: `Told by ${id}.`, numbers: {}, cells: [], analysis }));
  const analyses = ['ends', 'checks', 'claims'].map((name, weight) => ({
    name,
    title: `All ${name}`,
    weight,
  }));
  const findings = [
    ...found('ends', ...Array.from({ length: 20 }, (_, index) => `end.${String(index)}`)),
    ...found('checks', 'fine').map((each) => ({ ...each, first: true as const })),
    ...found('claims', 'claim').map((each) => ({ ...each, detail: true as const })),
    ...found('claims', 'claims'),
  ];
  const text = page(sampleResults([sampleRow()], { analyses, findings }), wide);
  const told = [...text.matchAll(/^(?:findings)? +((?:· Told|All|1 more).*)$/gm)].map(
    ([, part = '']) => part,
  );
  assert.is(told.length, 3 + 22 + 1);
  assert.equal(told.slice(0, 4), ['All checks', '· Told by fine.', 'All ends', '· Told by end.0.']);
  assert.equal(told.slice(-3), [
    'All claims',
    '· Told by claims.',
    '1 more in findings.json and in the reports',
  ]);
});

test('notes of trials are said once, with how often', () => {
  const of = sampleCell();
  const trials = [
    sampleTrial(of, { notes: ['server on CPU 1, client on CPU 0', 'nice not permitted'] }),
    sampleTrial(of, { trial: 2, notes: ['server on CPU 1, client on CPU 0'], problems: ['socket left'] }),
  ];
  const text = page(sampleResults([sampleRow()], { trials }), wide);
  assert.match(text, /^note +server on CPU 1, client on CPU 0 \(every trial\)$/m);
  assert.match(text, /^note +nice not permitted \(1 trial\)$/m);
  assert.match(text, /^note +teardown: socket left \(1 trial\)$/m);
});

test('notes that differ in their numbers are one', () => {
  const trials = [52, 21.5, 52].map((share) =>
    sampleTrial(sampleCell(), { notes: [`the CPU for ${String(share)} % of it`] }),
  );
  const text = page(sampleResults([sampleRow()], { trials: [...trials, sampleTrial(sampleCell())] }), wide);
  assert.match(text, /^note +the CPU for 52 % of it \(3 trials, numbers vary\)$/m);
  assert.not.match(text, '21.5');
});

test('an interrupted run shows cells not run and how to resume', () => {
  const text = page(
    sampleResults(
      [
        sampleRow(),
        sampleFailedRow({
          transport: 'grpc',
          launches: { completed: 0, failed: 0, planned: 3 },
          reasons: ['no trial'],
        }),
      ],
      {
        planned: 81,
      },
    ),
    wide,
  );
  assert.match(text, /^grpc .* not run$/m);
  assert.not.match(text, 'no trial');
  assert.match(text, '2 of 81 trials; resume with wiretax run --resume 20260102-030405-quick-7f3a');
});

test('one launch has no spread, and says so', () => {
  const text = page(
    sampleResults([{ ...sampleRow(), spread: null }], { manifest: sampleManifest({ repetitions: 1 }) }),
    wide,
  );
  assert.not.match(text, '±');
  assert.match(text, /^one launch +no spread can be shown/m);
});

test('the last line has the folder and the command that shows it again', () => {
  const last = page(sampleResults([sampleRow()]), wide)
    .trimEnd()
    .split('\n')
    .at(-1);
  assert.is(
    last,
    '.wiretax/runs/20260102-030405-quick-7f3a · again: wiretax report 20260102-030405-quick-7f3a --full',
  );
});

test.run();
