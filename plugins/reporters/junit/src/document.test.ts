import { sampleChecks, sampleFailedTrial, sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { junitText } from './document.js';
import { type Element, parseXml } from './xml.test.support.js';

const suitesOf = (root: Element): readonly Element[] =>
  root.children.filter(({ name }) => name === 'testsuite');
const casesOf = (suite: Element): readonly Element[] =>
  suite.children.filter(({ name }) => name === 'testcase');

test('thresholds and the gate are suites of test cases, after the launches', () => {
  const root = parseXml(junitText(sampleResults([sampleRow()], { checks: sampleChecks() })));
  assert.is(root.name, 'testsuites');
  assert.equal(
    suitesOf(root).map(({ attributes: { name, tests, failures, errors, skipped } }) => [
      name,
      tests,
      failures,
      errors,
      skipped,
    ]),
    [
      ['wiretax.launches', '1', '0', '0', '0'],
      ['wiretax.threshold', '2', '1', '0', '0'],
      ['wiretax.gate', '1', '0', '0', '1'],
    ],
  );
  const [, thresholds, gate] = suitesOf(root);
  const [crossed, held] = thresholds === undefined ? [] : casesOf(thresholds);
  assert.is(crossed?.attributes['name'], 'p99 of all cells < 5 ms');
  const [failure] = crossed?.children ?? [];
  assert.is(failure?.name, 'failure');
  assert.match(failure?.attributes['message'] ?? '', /^Crossed in 1 of 2 cells/);
  assert.is(failure?.text, 'grpc.64B.c10 (crossed): 8.01 ms (7.80 ms to 8.20 ms)');
  assert.equal(held?.children, []);
  const [open] = gate === undefined ? [] : casesOf(gate);
  assert.is(open?.children[0]?.name, 'skipped');
});

test('it is as the schema has it: order of elements, attributes that must be there', () => {
  const root = parseXml(junitText(sampleResults([sampleRow()], { checks: sampleChecks() })));
  for (const [index, suite] of suitesOf(root).entries()) {
    const kinds = suite.children.map(({ name }) => name);
    assert.is(kinds[0], 'properties');
    assert.equal(kinds.slice(-2), ['system-out', 'system-err']);
    assert.ok(kinds.slice(1, -2).every((name) => name === 'testcase'));
    const { id, hostname, timestamp, time, package: of } = suite.attributes;
    assert.equal([id, hostname, time, of], [String(index), 'localhost', '0', 'wiretax']);
    assert.is(timestamp, '2026-01-02T03:04:05');
    for (const one of casesOf(suite)) {
      assert.equal(Object.keys(one.attributes), ['name', 'classname', 'time']);
      for (const { name, attributes } of one.children)
        if (name !== 'skipped') assert.ok(attributes['type'], name);
    }
  }
});

test('launches that failed are an error with their reasons, and those that are missing are skipped', () => {
  const row = sampleRow();
  const trials = [sampleFailedTrial(row.cell, 'the server ended with code 1')];
  const [failed] = suitesOf(parseXml(junitText(sampleResults([row], { trials }))));
  assert.is(failed?.attributes['errors'], '1');
  const [error] = failed === undefined ? [] : (casesOf(failed)[0]?.children ?? []);
  assert.match(error?.text ?? '', /launch \d+: the server ended with code 1/);
  const [none] = suitesOf(parseXml(junitText(sampleResults([], { trials: [], planned: 3 }))));
  assert.is(none?.attributes['skipped'], '1');
});

test('names that XML can not hold, or that end an attribute, stay text', () => {
  const [check] = sampleChecks();
  assert.ok(check);
  const hostile = 'a"b<c>&amp;\u0000\u0008\u001b[31m\ud800\ufffe]]>\nx';
  const checks = [
    { ...check, title: hostile, statement: hostile, cells: [] },
    { ...check, by: '\u0000', title: '' },
  ];
  const text = junitText(sampleResults([], { checks }));
  assert.not.match(text, /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
  const [, suite, unnamed] = suitesOf(parseXml(text));
  const [one] = suite === undefined ? [] : casesOf(suite);
  assert.is(one?.attributes['name'], 'a"b<c>&amp;]]> x');
  assert.is(unnamed?.attributes['name'], 'wiretax.unnamed');
});

test.run();
