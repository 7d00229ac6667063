import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { harmIn, hostileCharacters, hostileTexts } from '../../testing/hostile-text.js';
import { nodeHost } from './node-host.js';

const host = nodeHost();

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'wiretax-host-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (thrown) {
    return (thrown as Error).message;
  }
  throw new Error('it was not refused');
}

test('folders are made step by step, and what is in the way is refused', () =>
  inFolder(async (folder) => {
    const deep = join(folder, 'a', 'b');
    await host.files.makeDirectory(deep);
    await host.files.makeDirectory(deep);
    assert.ok(await host.files.exists(deep));
    await writeFile(join(folder, 'file'), '');
    assert.match(await refusal(host.files.makeDirectory(join(folder, 'file', 'x'))), 'file is a file');
    if (host.platform === 'linux')
      assert.match(await refusal(host.files.makeDirectory('/proc/wiretax/x')), 'ENOENT');
  }));

test('a log survives what is written around it', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'log');
    const log = await host.files.openLog(path);
    await log.append('one');
    await host.files.truncate(path, 2);
    await log.append('two');
    await log.close();
    assert.is(await host.files.read(path), 'ontwo\n');
    assert.is(await host.files.create(path, 'again'), false);
    await host.files.write(path, 'new');
    assert.equal(await host.files.list(folder), ['log']);
  }));

test('the clock is CLOCK_MONOTONIC, the same in every process', async () => {
  const before = host.clock.nowNs();
  const script = 'console.log(String(process.hrtime.bigint()))';
  const { stdout } = await host.run(process.execPath, ['-e', script]);
  const after = host.clock.nowNs();
  assert.ok(
    before < Number(stdout) && Number(stdout) < after,
    `${String(before)} ${stdout} ${String(after)}`,
  );
});

test('a command is run to its end, killed at its limit, and refused when it is not there', async () => {
  const echo = await host.run(
    process.execPath,
    ['-e', 'process.stdin.pipe(process.stdout); process.exitCode = 3'],
    { input: 'hi' },
  );
  assert.equal(echo, { code: 3, stdout: 'hi', stderr: '' });
  const stuck = await host.run(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { timeoutMs: 200 });
  assert.is(stuck.code, null);
  assert.match(await refusal(host.run('wiretax-no-such-command', [])), 'ENOENT');
});

test('killing a process ends its children too', async () => {
  const script = `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], {stdio: 'ignore'}); console.log(c.pid); setInterval(() => {}, 1e6)`;
  const child = host.spawn(process.execPath, ['-e', script]);
  const grandchild = await new Promise<number>((resolve) => {
    child.onStdout((text) => {
      resolve(Number(text));
    });
  });
  child.kill('SIGKILL');
  assert.is((await child.exited).signal, 'SIGKILL');
  while (await running(grandchild)) await host.clock.sleep(5);
});

const stray = `sh -c 'echo $$; exec sleep 1000'`;
for (const start of [`setsid ${stray} &`, `(setsid ${stray} &)`, `setsid env -i ${stray} &`]) {
  test(`what is to end wholly does: ${start}`, async () => {
    const child = host.spawn('sh', ['-c', `${start}\nexec sleep 1000`], { wholly: true });
    const left = await new Promise<string>((resolve) => {
      child.onStdout(resolve);
    });
    child.kill('SIGTERM');
    await child.exited;
    assert.ok(await running(Number(left)));
    child.kill('SIGKILL');
    while (await running(Number(left))) await host.clock.sleep(5);
  });
}

test('the end of a process is noticed although something that it left holds on to its output', async () => {
  const script = `const c = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], {stdio: 'inherit', detached: true}); c.unref(); console.log(c.pid)`;
  const child = host.spawn(process.execPath, ['-e', script]);
  let output = '';
  child.onStdout((text) => {
    output += text;
  });
  assert.is((await child.exited).code, 0);
  const left = Number(output);
  assert.ok(await running(left));
  process.kill(left, 'SIGKILL');
});

test('after a stop, what came in meanwhile is read before a timer is over', async () => {
  const child = host.spawn(process.execPath, ['-e', "process.stdout.write('heard')"]);
  let heard = '';
  child.onStdout((text) => {
    heard += text;
  });
  const sleeping = host.clock.sleep(50);
  // Nothing runs here meanwhile, as if the process were stopped.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  await sleeping;
  assert.is(heard, 'heard');
  await child.exited;
});

test('what was spawned ends with this process', async () => {
  const module = new URL('./node-host.js', import.meta.url).href;
  const script = `const { nodeHost } = await import('${module}'); const c = nodeHost().spawn(process.execPath, ['-e', 'for (;;);']); console.log(c.pid); process.exit()`;
  const { stdout } = await host.run(process.execPath, ['--input-type=module', '-e', script]);
  while (await running(Number(stdout))) await host.clock.sleep(5);
});

test('what goes to standard error acts on no terminal and is cut', () => {
  const write = process.stderr.write.bind(process.stderr);
  let written = '';
  process.stderr.write = (text: string | Uint8Array): boolean => {
    written += String(text);
    return true;
  };
  try {
    for (const text of [...hostileCharacters, ...hostileTexts]) host.console.err(`a${text}b\n`);
  } finally {
    process.stderr.write = write;
  }
  assert.is(harmIn(written), undefined);
  assert.ok(written.startsWith('ab\n'));
});

async function running(pid: number): Promise<boolean> {
  const stat = await host.files.read(`/proc/${String(pid)}/stat`).catch(() => '');
  return stat !== '' && !stat.includes(') Z ');
}

test.run();
