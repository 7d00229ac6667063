import { join } from 'node:path';
import { nodeHost } from '@wiretax/core/run';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { attribute } from '@wiretax/flame';
import { flamegraph } from './collector.js';
import { parseFolded } from '@wiretax/flame';
import { perfMapPath } from './perf-map.js';

const work = `
const text = JSON.stringify(Array.from({ length: 2000 }, (_, index) => ({ index, name: 'item ' + index })));
function serialise() { return JSON.stringify(JSON.parse(text)); }
process.stdin.on('data', () => {
  for (let time = 0; time < 400; time += 1) serialise();
  process.stdout.write('.');
});
process.stdin.on('end', () => process.exit());
process.stdout.write('.');
`;

test('names JavaScript, V8 and the kernel in a real process, and says what its time went to', async () => {
  const host = nodeHost();
  const availability = await flamegraph.probe(host);
  if (!availability.available) {
    console.log(`SKIPPED: ${availability.missing}`);
    return;
  }
  const directory = await host.files.temporaryDirectory();
  const child = host.spawn(host.runtime.executable, [...(flamegraph.nodeFlags ?? []), '-e', work]);
  const answer = (): Promise<void> =>
    new Promise((resolve, reject) => {
      child.onStdout(() => {
        resolve();
      });
      void child.exited.then(() => {
        reject(new Error('the process to watch has ended'));
      });
    });
  try {
    await answer();
    const { signal } = new AbortController();
    const options = {};
    const attachment = await flamegraph.attach({
      pid: child.pid,
      peer: 'server',
      half: 'server',
      pids: [child.pid],
      window: 'profile',
      directory,
      host,
      options,
      signal,
    });
    const worked = answer();
    child.write('.');
    await worked;
    const { metrics, notes } = await attachment.detach();
    const valueOf = (name: string): number => metrics.find((each) => each.name === name)?.value ?? NaN;
    assert.ok(valueOf('samples') > 0, notes.join());
    assert.ok(valueOf('frames.javascript.named') >= 0.95);
    const stacks = parseFolded(await host.files.read(join(directory, 'stacks.folded')));
    const frames = [...stacks.keys()].join();
    assert.match(frames, 'serialise ');
    assert.match(frames, 'v8::internal::Json');
    const { categories } = attribute(stacks);
    const most = Math.max(...Object.values(categories));
    assert.ok([categories.serialisation, categories.gc, categories.allocation].includes(most));
    assert.equal(await host.files.list(directory), ['flame.html', 'stacks.folded']);
    assert.not(await host.files.exists(perfMapPath(child.pid)));
  } finally {
    child.kill('SIGKILL');
    await child.exited;
    await host.files.remove(directory);
  }
});

test('the log that V8 keeps beside has no name by which others could get at it', async () => {
  const script = `const fs = require('fs');
for (const fd of fs.readdirSync('/proc/self/fd'))
  try { console.log(fs.readlinkSync('/proc/self/fd/' + fd)); } catch {}`;
  const host = nodeHost();
  if (host.platform !== 'linux') return;
  const child = host.spawn(process.execPath, [...(flamegraph.nodeFlags ?? []), '-e', script]);
  let stdout = '';
  child.onStdout((text) => {
    stdout += text;
  });
  await child.exited;
  await host.files.remove(perfMapPath(child.pid));
  const files = stdout.split('\n').filter((path) => path.startsWith('/tmp/') && !path.endsWith('(deleted)'));
  assert.equal(files, [perfMapPath(child.pid)]);
});

test.run();
