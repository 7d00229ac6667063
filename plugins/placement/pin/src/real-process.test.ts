import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Machine } from './machine.js';
import { pinPeers } from './placement.js';
import { readSettings } from './settings.js';

const realMachine: Machine = {
  platform: process.platform,
  files: {
    read: (path) => readFile(path, 'utf8'),
    list: (path) => readdir(path).catch(() => []),
  },
  run: (command, args) =>
    new Promise((resolve, reject) => {
      const child = execFile(command, args, (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      });
      child.on('error', reject);
    }),
  setPriority: (id, nice) =>
    Promise.resolve().then(() => {
      setPriority(id, nice);
    }),
};

async function cpusOf(pid: number): Promise<readonly string[]> {
  const folder = `/proc/${String(pid)}/task`;
  const statuses = await Promise.all(
    (await readdir(folder)).map((tid) => readFile(`${folder}/${tid}/status`, 'utf8')),
  );
  return statuses.map((status) => /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? '');
}

const hasTaskset = await realMachine.run('taskset', ['--version']).then(
  ({ code }) => code === 0,
  () => false,
);

function testWherePinned(name: string, run: () => Promise<void>): void {
  if (process.platform === 'linux' && hasTaskset) test(name, run);
  else {
    test(name, () => {
      console.log('SKIPPED: taskset is not installed, or this is not Linux');
    });
  }
}

testWherePinned('moves a real process, all its threads, and sets its nice level', async () => {
  const script = "process.stdout.write('up'); process.stdin.resume().on('end', () => process.exit());";
  const children = [1, 2].map(() =>
    spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'ignore'] }),
  );
  try {
    await Promise.all(children.map((child) => once(child.stdout, 'data')));
    const peers = children.map(({ pid = 0 }, index) => {
      const half = index === 0 ? ('server' as const) : ('client' as const);
      return { name: half, half, run: 'ours' as const, pid, pids: [pid], host: realMachine };
    });
    const notes: string[] = [];
    const tap = pinPeers(readSettings({ nice: 3 }));
    await tap({ cell: { placement: 'split' }, peers: () => peers, note: (text) => notes.push(text) });
    const said = /^server on CPUs? (\S+), client on CPUs? (\S+); nice 3$/.exec(notes.at(-1) ?? '');
    assert.ok(said, notes.join('\n'));
    for (const [index, peer] of peers.entries()) {
      const lists = await cpusOf(peer.pid);
      assert.ok(lists.length > 1);
      assert.equal(new Set(lists), new Set([said[index + 1]]));
    }
  } finally {
    for (const child of children) child.stdin.end();
    await Promise.all(children.map((child) => once(child, 'close')));
  }
});

test.run();
