import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { studyOf } from './bad-luck-study.js';
import { withCli } from './cli.js';
import { forgetDisturbances } from './undisturbed.js';

const study = studyOf({
  transport: ['tcp', 'grpc'],
  size: ['64B', '4KiB'],
  requests: 300,
  collectors: ['usage'],
});

interface Told {
  readonly a: string;
  readonly b: string;
  readonly cpu: { readonly gapNs: number; readonly portions: readonly { readonly part: string }[] };
  readonly unexplainedShare: number;
}

test('two transports, two cells, or all pairs of a stored run are explained', async () => {
  await withCli(study, async (cli) => {
    assert.is((await cli.run('run')).code, 0);
    forgetDisturbances(cli);
    const all = await cli.run('explain');
    assert.is(all.code, 0, all.stderr);
    assert.match(all.stdout, /A\s+call\s+of\s+grpc\.64B\.c1\s+takes\s+\d/);
    assert.match(all.stdout, /A\s+call\s+of\s+grpc\.4KiB\.c1\s+takes\s+\d/);
    assert.match(all.stdout, 'no flame graph of tcp.64B.c1: its CPU time is split into user and kernel only');

    const json = await cli.run('explain', 'last', 'grpc', 'tcp', '--format', 'json');
    const told = JSON.parse(json.stdout) as Told[];
    assert.equal(
      told.map(({ a, b }) => [a, b]),
      [
        ['tcp.64B.c1', 'grpc.64B.c1'],
        ['tcp.4KiB.c1', 'grpc.4KiB.c1'],
      ],
    );
    assert.ok(
      told.every(({ cpu, unexplainedShare }) => cpu.gapNs > 0 && Math.abs(unexplainedShare - 1) < 1e-9),
    );

    const markdown = await cli.run('explain', 'last', 'tcp.64B.c1', 'tcp.4KiB.c1', '--format', 'markdown');
    assert.match(markdown.stdout, /^## tcp\.(64B|4KiB)\.c1 and tcp\.(4KiB|64B)\.c1\n/);
    assert.match(markdown.stdout, '**CPU time of a call, client and server together;');
  });
});

test('names that are in no run are refused with the nearest', async () => {
  await withCli(study, async (cli) => {
    const none = await cli.run('explain');
    assert.is(none.code, 2);
    assert.match(none.stderr, "run last can't be read");
    assert.is((await cli.run('run')).code, 0);
    forgetDisturbances(cli);
    const wrong = await cli.run('explain', 'last', 'tpc', 'grpc');
    assert.is(wrong.code, 2);
    assert.match(wrong.stderr, /tpc is neither a cell nor a transport of .*tcp/s);
    const alone = await cli.run('explain', 'last', 'tcp');
    assert.is(alone.code, 0, alone.stderr);
    assert.match(alone.stdout, /A\s+call\s+of\s+tcp\.4KiB\.c1\s+takes\s+\d/);
    assert.match(alone.stdout, 'user code, not split');
    const apart = await cli.run('explain', 'last', 'tcp', 'tcp');
    assert.is(apart.code, 2);
    assert.match(apart.stderr, 'has no cell of tcp that differs from one of tcp in nothing else');
  });
});

test.run();
