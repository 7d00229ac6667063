import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Link, LinkForm } from '@wiretax/core';
import { use } from '@wiretax/core/testing';
import { linkProblem, linksOf } from './link-fit.js';
import { links } from './links.fixture.js';

function problem(link: string, forms: readonly LinkForm[], apart: Link['reach']): string | undefined {
  return linkProblem({ links }, { transport: use('grpc'), link: use(link) }, forms, apart);
}

test('a link of another form is refused with those that would do', () => {
  const refused =
    "grpc doesn't run over memory (only tcp, unix); add exclude: [{transport: grpc, link: memory}]";
  assert.is(problem('memory', ['socket'], 'machine'), refused);
  assert.is(problem('unix', ['socket'], 'machine'), undefined);
  assert.is(problem('memory', ['socket', 'process'], 'machine'), undefined);
});

test('a link that does not reach as far as the peers are apart is refused', () => {
  const refused =
    'link unix joins what is in one machine only, not a trial whose peers are on two machines; use another link for it';
  assert.is(problem('unix', ['socket'], 'network'), refused);
  assert.is(problem('tcp', ['socket'], 'network'), undefined);
});

test('what nobody brings is for others to report', () => {
  assert.is(problem('shm', ['socket'], 'network'), undefined);
});

test('the names of links come by their forms', () => {
  assert.equal(linksOf(links, ['socket']), ['tcp', 'unix']);
  assert.equal(linksOf(links, ['process']), ['memory']);
});

test.run();
