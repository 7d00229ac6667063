import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Results } from '../../contract/results.js';
import { readResults } from '../../record/store/read.js';
import { sampleChecks } from '../../testing/sample-checks.js';
import { report } from './report.js';
import { resume, run } from './run.js';
import { hostWith, kernelOn, never, quiet, request } from './run.test.support.js';

test('reporters get the checks of the results, which are stored and read back', async () => {
  const host = hostWith();
  const seen: Results['checks'][] = [];
  const kernel = kernelOn(host, (bench) => {
    bench.reporters.add('spy', { report: ({ checks }) => void seen.push(checks) });
  });
  const { results } = await run(request(kernel));
  assert.equal(results.checks, []);
  const checked = { ...results, checks: sampleChecks() };
  assert.equal(await report({ kernel, results: checked, reporters: ['spy'], signal: never }), []);
  assert.equal(seen, [sampleChecks()]);
  assert.equal((await readResults(host, results.directory)).checks, sampleChecks());
});

test('checks that are damaged are told, and the run is read', async () => {
  const host = hostWith();
  const { results } = await run(request(kernelOn(host)));
  host.files.texts.set(`${results.directory}/checks.json`, '{"schema":2,"checks":7}');
  const { checks, damage, rows } = await readResults(host, results.directory);
  assert.equal(checks, []);
  assert.is(rows.length, results.rows.length);
  assert.match(damage?.[0] ?? '', /checks\.json is damaged: checks isn't a list; wiretax report makes/);
});

test('with further trials they no longer stand; a run that was complete keeps them', async () => {
  const host = hostWith();
  const kernel = kernelOn(host);
  const { results } = await run(request(kernel));
  const { directory } = results;
  await report({ kernel, results: { ...results, checks: sampleChecks() }, reporters: [], signal: never });
  const again = { kernel, directory, signal: never, observer: quiet };
  assert.equal((await resume(again)).results.checks, sampleChecks());
  const path = `${directory}/trials.jsonl`;
  const lines = (host.files.texts.get(path) ?? '').trimEnd().split('\n');
  host.files.texts.set(path, `${lines.slice(1).join('\n')}\n`);
  assert.equal((await resume(again)).results.checks, []);
});

test.run();
