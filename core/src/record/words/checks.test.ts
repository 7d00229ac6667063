import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { sampleChecks } from '../../testing/sample-checks.js';
import { checksPhrase, checkText, gravestChecks } from './checks.js';

test('the gravest come first', () => {
  assert.equal(
    gravestChecks(sampleChecks()).map(({ outcome }) => outcome),
    ['crossed', 'open', 'held'],
  );
});

test('all of them in a phrase', () => {
  assert.is(checksPhrase([]), undefined);
  assert.is(checksPhrase(sampleChecks()), '1 of 3 checks crossed, 1 not known, 1 held');
  const held = sampleChecks().filter(({ outcome }) => outcome === 'held');
  assert.is(checksPhrase(held), '1 check held');
  assert.is(checksPhrase([...held, ...held]), '2 checks held');
});

test('a check in a line', () => {
  assert.match(sampleChecks().map(checkText)[2] ?? '', /^\? P99 not slower by more than 3 %: Not known/);
});

test.run();
