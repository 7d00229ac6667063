import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { testWith, tool } from './interop-tools.js';
import { parseTrial, rowOf, runJson, storedRuns, trialLines } from './run-results.js';

const haproxy = tool('haproxy', 'haproxy', ['-v']);
const study = studyOf({
  transport: ['tcp', 'rest'],
  topology: ['direct', { use: 'sidecar', proxy: 'haproxy', hops: [1, 2] }],
  requests: 300,
  reporters: ['table'],
});
const way = (hops: number): string => `sidecar-proxyhaproxy-hops${String(hops)}`;

testWith([haproxy], 'calls pass one proxy or two, which are peers like the others', () =>
  withCli(study, async (cli) => {
    const document = await runJson(cli);
    assert.is(document.rows.length, 6);
    for (const transport of ['tcp', 'rest']) {
      for (const hops of [1, 2]) {
        const row = rowOf(document, `${transport}.64B.c1.${way(hops)}`);
        assert.is(row.calls, 300);
        const proxies = Object.entries(row.peers).filter(([, { half }]) => half === 'middle');
        assert.equal(proxies.map(([name]) => name).sort(), ['proxy-1', 'proxy-2'].slice(0, hops));
        for (const [, proxy] of proxies) assert.is(proxy.loopUtilisation, null);
      }
    }
    const [id = ''] = storedRuns(cli.folder);
    const trials = trialLines(cli.folder, id).map(parseTrial);
    const two = trials.find(({ cell }) => cell === `tcp.64B.c1.${way(2)}`);
    assert.equal(
      two?.cast.map(({ name, half, run, calls }) => [name, half, run, ...calls]),
      [
        ['server', 'server', 'ours'],
        ['proxy-1', 'middle', 'command', 'server'],
        ['proxy-2', 'middle', 'command', 'proxy-1'],
        ['client', 'client', 'ours', 'proxy-2'],
      ],
    );
    assert.is(two?.cast[1]?.command?.[0], 'haproxy');
    const log = join(
      cli.folder,
      '.wiretax',
      'runs',
      id,
      'trials',
      `tcp.64B.c1.${way(2)}`,
      '1',
      'proxy-1.log',
    );
    if (existsSync(log)) assert.match(readFileSync(log, 'utf8'), /haproxy|proxy/i);
    const { stdout } = await cli.run('report', id, '--reporter', 'table');
    assert.ok(/cli +proxy-1 +proxy-2 +srv/.test(stdout), stdout);
  }),
);

test('a link that ends within a process carries no proxy, which is said before anything runs', () =>
  withCli(studyOf({ transport: 'null', topology: 'sidecar' }), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 2, stderr);
    assert.match(stderr, /link memory reaches no further than a process/);
  }));

test('an option of a topology that is out of range is refused with its place', () =>
  withCli(studyOf({ transport: 'tcp', topology: { use: 'sidecar', hops: [1, 3] } }), async (cli) => {
    const { code, stderr } = await cli.run('run');
    assert.is(code, 2, stderr);
    assert.match(stderr, /topology\.hops/);
  }));

test.run();
