import type { Results, Row } from '@wiretax/core';
import { fakeHost, sampleChecks, sampleFailedTrial, sampleResults, sampleRow } from '@wiretax/core/testing';
import { syntheticRow } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { annotations } from './annotations.js';
import { commandLine } from './command-line.js';
import { commentText, mostBytes } from './comment.js';
import { githubReporter } from './reporter.js';
import { summaryText } from './summary.js';

const rowOf = (transport: string, p50Us: number, bytes = 64): Row =>
  syntheticRow({
    transport,
    bytes,
    clients: 10,
    launches: 5,
    calls: 5000,
    p50Ns: p50Us * 1e3,
    launchNoise: 0.02,
    seed: p50Us,
  });

const answer = {
  id: 'lead.all',
  statement: 'tcp is fastest everywhere.',
  numbers: {},
  cells: [],
  answers: 'leads' as const,
  analysis: 'lead',
};
const whole = sampleResults([rowOf('tcp', 100), rowOf('rest', 130), rowOf('grpc', 98_194)], {
  checks: sampleChecks(),
  findings: [answer],
});

async function written(results: Results, env: Record<string, string> = {}) {
  const host = fakeHost({ files: { '/summary.md': 'before\n' } });
  const files = new Map<string, string>();
  let printed = '';
  await githubReporter({ ...host, env }).report(results, {
    columns: 0,
    color: false,
    print: (text) => {
      printed += text;
    },
    write: (file, text) => {
      files.set(file, text);
      return Promise.resolve(`runs/1/${file}`);
    },
  });
  return { files, printed, appended: host.files.texts.get('/summary.md') };
}

test('what is wrong is annotated, gravest first, and a notice says what it came to', () => {
  const told = annotations(whole).map(({ level, title, message }) => `${level} ${title}: ${message}`);
  assert.is(told.length, 3);
  assert.match(told[0] ?? '', /^error threshold crossed: p99 of all cells < 5 ms: Crossed in 1 of 2 cells/);
  assert.match(told[1] ?? '', /^warning gate not known: P99 not slower/);
  assert.is(
    told[2],
    'notice Wiretax quick: 1 of 3 checks crossed, 1 not known, 1 held. tcp is fastest everywhere.',
  );
});

test('a command of GitHub Actions is one line, and nothing in it ends a part early', () => {
  const line = commandLine({
    level: 'error',
    title: 'a: 5 %, b::c',
    message: '100 % of\r\n::error::forged, x: y',
  });
  assert.is(line, '::error title=a%3A 5 %25%2C b%3A%3Ac::100 %25 of ::error::forged, x: y');
  assert.is(line.split('\n').length, 1);
});

test('no more annotations of a level than GitHub shows, and the last says so', () => {
  const [check] = sampleChecks();
  assert.ok(check);
  const checks = Array.from({ length: 30 }, () => check);
  const errors = annotations(sampleResults([], { checks })).filter(({ level }) => level === 'error');
  assert.is(errors.length, 10);
  assert.match(errors.at(-1)?.message ?? '', /^21 more/);
});

test('launches that failed are an error with the first reason', () => {
  const row = sampleRow();
  const trials = [sampleFailedTrial(row.cell, 'the server ended\nwith code 1')];
  const [first] = annotations(sampleResults([row], { trials }));
  assert.ok(first);
  assert.is(first.level, 'error');
  assert.match(commandLine(first), /::1 of 1 launches failed\. .*: the server ended with code 1$/);
});

test('the comment has checks first, then answers, then factors, in 4 kB', () => {
  const text = commentText(whole);
  const lines = text.split('\n').filter((line) => line !== '');
  assert.is(lines[0], '<!-- wiretax -->');
  assert.is(lines[1], '### Wiretax: quick · ✗ 1 of 3 checks crossed, 1 not known, 1 held');
  assert.match(lines[2] ?? '', /^- ✗ threshold \*\*p99 of all cells/);
  assert.is(lines[5], '1. tcp is fastest everywhere.');
  assert.match(text, /\| .* \| tcp [\d.]+ µs \| rest 1\.3\d× *, grpc (?:\d+|over 1000)×/);
  assert.not.match(text, /\d %\s*\|/);
  assert.ok(Buffer.byteLength(text) <= mostBytes);
});

test('where launches are too few for an interval the table gives no factors', () => {
  const rows = [rowOf('tcp', 100), rowOf('rest', 130)].map((row) => ({
    ...row,
    launches: row.launches.slice(0, 1),
  }));
  const text = commentText(sampleResults(rows));
  assert.match(text, '| P99 of | best | others; an order only |');
  assert.not.match(text, '×');
});

test('what has no room in the comment is counted, and what comes first stays', () => {
  const checks = sampleChecks().flatMap((check) => Array.from({ length: 40 }, () => check));
  const findings = Array.from({ length: 4 }, (_, index) => ({
    ...answer,
    id: `lead.${String(index)}`,
    statement: 'é'.repeat(600),
  }));
  const text = commentText({ ...whole, checks, findings });
  assert.ok(Buffer.byteLength(text) <= mostBytes, String(Buffer.byteLength(text)));
  assert.match(text, /^- ✗ threshold/m);
  assert.match(text, /^_Left out for want of room: \d+ more checks/m);
  assert.match(text, /<sub>.*<\/sub>\n$/);
});

test('without rows and without checks there is still a comment that says so', () => {
  const text = commentText(sampleResults([], { trials: [], planned: 3 }));
  assert.match(text, '**0 of 3 launches have run.**');
  assert.match(summaryText(sampleResults([])), 'No cells: the plan was empty.');
});

test('the summary has every row, and what may not be compared struck through', () => {
  const text = summaryText(sampleResults([sampleRow(), sampleRow({ bytes: 128, verdicts: ['disturbed'] })]));
  assert.match(text, /\| tcp\.64B\.c10 \| 18,200 \| 51\.2 µs \| 102 µs \| valid \|/);
  assert.match(text, /\| tcp\.128B\.c10 \| ~~18,200~~ \| .* \| disturbed \|/);
  assert.match(text, '**The machine was disturbed: 1 of 2 rows is struck for it.**');
});

test('the summary goes to where GitHub shows it, after what is there, or into a file', async () => {
  const inside = await written(whole, { GITHUB_STEP_SUMMARY: '/summary.md' });
  assert.match(inside.appended ?? '', /^before\n### Wiretax: quick/);
  assert.equal([...inside.files.keys()], ['github-comment.md']);
  const outside = await written(whole);
  assert.equal([...outside.files.keys()], ['github-comment.md', 'github-summary.md']);
  assert.match(outside.printed, /^::error title=threshold crossed::/);
});

test.run();
