import type { Finding, Row } from '@wiretax/core';
import { sampleFailedRow, sampleResults } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { steps } from './analysis.js';
import { plantedRows } from './planted.test.support.js';

function found(rows: readonly Row[]): readonly Finding[] {
  return steps.analyse(sampleResults(rows));
}

const step = (bytes: number): number => (bytes < 32_768 ? 1 : 4);

test('a planted step of a counter is found where it is, with its size', () => {
  const [finding, ...others] = found(plantedRows({ counters: { 'page-faults.minor': step } }, 1));
  assert.is(others.length, 0);
  assert.ok(finding);
  assert.is(finding.id, 'steps.grpc.c1.usage.server.page-faults.minor.32KiB');
  assert.match(
    finding.statement,
    /^The server’s page faults \(minor\) per call of grpc at c1 step up between 24KiB and 32KiB: [23]\.\d+ times \(99\.81 %: [\d.]+ to [\d.]+\) more than growth with size explains\.$/,
  );
  assert.is(finding.numbers['fromBytes'], 24_576);
  assert.is(finding.cells.length, 4);
});

test('planted steps are found nearly always, with intervals that hold them', () => {
  let [right, holding, elsewhere] = [0, 0, 0];
  for (let seed = 1; seed <= 200; seed += 1) {
    for (const { numbers, interval } of found(plantedRows({ counters: { faults: step } }, seed))) {
      if (numbers['fromBytes'] !== 24_576) elsewhere += 1;
      else {
        right += 1;
        if (interval !== undefined && interval.low <= 3 && interval.high >= 3 / 1.15) holding += 1;
      }
    }
  }
  assert.ok(right >= 190, `${String(right)} of 200`);
  assert.ok(holding >= 190, `${String(holding)} of 200`);
  assert.ok(elsewhere <= 10, String(elsewhere));
});

test('smooth growth and mere noise are no steps', () => {
  let alarms = 0;
  for (let seed = 1; seed <= 200; seed += 1) {
    const noise = 0.02 + (seed % 10) * 0.02;
    const counters = {
      flat: () => 3,
      line: (bytes: number) => 0.5 + bytes / 1000,
      proportional: (bytes: number) => bytes / 1000,
      square: (bytes: number) => (bytes / 1000) ** 2,
    };
    alarms += found(plantedRows({ counters, noise }, seed)).length > 0 ? 1 : 0;
  }
  assert.ok(alarms <= 10, String(alarms));
});

test('a fall, a start from nothing, and a step of response time that is said once', () => {
  const [fall] = found(plantedRows({ counters: { wakeups: (bytes) => 4 / step(bytes) } }, 1));
  assert.match(
    fall?.statement ?? '',
    / fall between 24KiB and 32KiB: to 0\.2\d+ times \(99\.\d+ %: .*\) what it was/,
  );
  const [start] = found(plantedRows({ counters: { faults: (bytes) => (bytes < 4096 ? 0 : 2) } }, 1));
  assert.match(start?.statement ?? '', /between 2KiB and 4KiB: from next to none to 2\.0\d*\.$/);
  assert.equal([start?.interval, start?.numbers['timesExpected']], [undefined, undefined]);
  const slower = found(plantedRows({ p50Ns: (bytes) => (4e4 + bytes) * step(bytes) }, 1));
  assert.is(slower.length, 1);
  assert.match(
    slower[0]?.statement ?? '',
    /^(?:Mean response time|P50 of response time) of grpc at c1 steps up between/,
  );
});

test('one launch: only what doubles, and no interval', () => {
  const counters = { large: step, small: (bytes: number) => (bytes < 8192 ? 1 : 3.2) };
  const findings = found(plantedRows({ counters, launches: 1, noise: 0 }, 1));
  assert.is(findings.length, 1);
  assert.match(findings[0]?.statement ?? '', /large .* times more than growth with size explains\.$/);
  assert.is(findings[0]?.interval, undefined);
});

test('tiny counters, few sizes and failed rows say nothing; five findings are the most', () => {
  const tiny = { faults: (bytes: number) => step(bytes) / 1000 };
  assert.equal(found(plantedRows({ counters: tiny }, 1)), []);
  const rows = plantedRows({ counters: { faults: step } }, 1);
  assert.equal(found(rows.slice(5, 9)), []);
  assert.equal(found([sampleFailedRow()]), []);
  const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`n${String(index)}`, step]));
  assert.is(found(plantedRows({ counters: many }, 1)).length, 5);
});

test.run();
