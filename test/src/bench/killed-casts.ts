import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixture, studyOf } from '../e2e/bad-luck-study.js';
import { type Cli, entriesBelow, until, withCli } from '../e2e/cli.js';
import { markedProcesses } from '../e2e/cli-processes.js';
import { freePort } from '../e2e/free-port.js';
import { type Far, withFar } from '../e2e/ssh-far.js';
import { numberArgument } from './tools/arguments.js';
import { runningBelow, stillRuns, type TreeProcess } from './tools/process-tree.js';

/**
 * Kills the coordinator, the ssh process, the agent on the other side, a peer or a proxy at random moments of runs over proxies, over
 * ssh, against a server that runs anyhow, and of open load by two client processes; counts what is there 2 s after the run has ended: processes and
 * temporary files here and on the other side, and servers of others that have gone. Goal: none in 100. The number may be given:
 * `npm run bench killed-casts 30`. Needs HAProxy, nginx, OpenSSH, and root for an sshd.
 */
const kills = numberArgument(0, 100);
const leftAfterMs = 2000;
const lookMs = 25;

/** Whom to kill, by what its command line begins with or holds; the coordinator itself has none. */
const victims = {
  coordinator: /^$/,
  ssh: /^ssh /,
  agent: /--input-type=module -e /,
  peer: /trial\/peer\/main\.js/,
  haproxy: /^haproxy /,
  nginx: /^nginx: master /,
  worker: /^nginx: worker /,
} as const;
type Victim = keyof typeof victims;

interface Way {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly victims: readonly Victim[];
}

const wrong = { processes: 0, here: 0, there: 0, target: 0, code: 0 };

function ways(far: Far, target: number): readonly Way[] {
  const launcher = { launcher: 'ssh', host: 'far', config: far.config };
  const nginx = { plugins: fixture('bad-luck/nginx.mjs'), transport: 'rest', topology: 'nginx' };
  return [
    {
      name: 'proxies',
      config: { transport: 'tcp', topology: { use: 'sidecar', hops: 2 } },
      victims: ['coordinator', 'haproxy', 'coordinator', 'peer'],
    },
    {
      name: 'ssh',
      config: { transport: 'tcp', machines: { far: { ...launcher, peers: ['server'] } } },
      victims: ['coordinator', 'ssh', 'agent', 'peer'],
    },
    {
      name: 'target',
      config: {
        transport: 'rest',
        target: { url: `http://127.0.0.1:${String(target)}/x`, as: 'nginx' },
      },
      victims: ['coordinator', 'peer'],
    },
    {
      name: 'poisson',
      config: {
        transport: 'tcp',
        load: { use: 'poisson', rate: '2000/s' },
        concurrency: 4,
        clients: { processes: 2 },
      },
      victims: ['coordinator', 'peer'],
    },
    { name: 'nginx', config: nginx, victims: ['coordinator', 'nginx', 'coordinator', 'worker'] },
    {
      name: 'nginx on ssh',
      config: {
        ...nginx,
        machines: { local: { address: '127.0.0.1' }, far: { ...launcher, peers: ['proxy'] } },
      },
      victims: ['coordinator', 'agent', 'ssh', 'nginx'],
    },
  ];
}

/** Runs to the end, which is somebody's at a random moment. */
async function killOnce(cli: Cli, far: Far, victim: Victim, target: readonly TreeProcess[]): Promise<string> {
  const others = new Set(runningBelow(process.pid).map(({ pid }) => pid));
  const seen = new Map<string, TreeProcess>();
  const look = (): void => {
    for (const each of runningBelow(process.pid))
      if (!others.has(each.pid)) seen.set(`${String(each.pid)} ${each.start}`, each);
  };
  const started = cli.start('run');
  const ended = started.finished.then(({ code }) => {
    over = true;
    return code;
  });
  let over = false;
  const isOver = (): boolean => over;
  const begin = performance.now();
  const found = (): readonly TreeProcess[] =>
    [...seen.values()].filter(({ command }) => victims[victim].test(command)).filter(stillRuns);
  // Whoever it is has to be there; then some time passes.
  while (!isOver() && victim !== 'coordinator' && found().length === 0) {
    look();
    await sleep(lookMs);
  }
  const momentMs = performance.now() + Math.random() * (victim === 'coordinator' ? 5000 : 3500);
  while (!isOver() && performance.now() < momentMs) {
    look();
    await sleep(lookMs);
  }
  const afterMs = Math.round(performance.now() - begin);
  const those = found();
  const [one] = those.slice(Math.floor(Math.random() * those.length));
  const pid = victim === 'coordinator' ? started.process.pid : one?.pid;
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
  while (!isOver()) {
    look();
    await sleep(lookMs);
  }
  const code = await ended;
  await sleep(leftAfterMs);
  const left = [
    ...[...seen.values()].filter(stillRuns),
    ...cli.running(),
    ...markedProcesses(`TMPDIR=${far.temporary}`),
  ];
  const [here, there] = [entriesBelow(cli.temporary), entriesBelow(far.temporary)];
  wrong.processes += left.length;
  wrong.here += here.length;
  wrong.there += there.length;
  wrong.target += target.filter((each) => !stillRuns(each)).length;
  const isWrong = victim === 'coordinator' ? code !== null && code !== 0 : code !== 0 && code !== 1;
  if (isWrong) wrong.code += 1;
  for (const { pid: each, command } of left) {
    console.log(`  left: ${command.slice(0, 100)}`);
    process.kill(each, 'SIGKILL');
  }
  for (const [parent, files] of [
    [cli.temporary, here],
    [far.temporary, there],
  ] as const) {
    for (const file of files) {
      console.log(`  left: ${file}`);
      // It is counted once.
      rmSync(join(parent, file), { recursive: true, force: true });
    }
  }
  if (isWrong) console.log(`  code ${String(code)}: ${started.stderr().slice(-600)}`);
  return `${victim} after ${String(afterMs)} ms, code ${String(code)}`;
}

/** A server that isn't ours. */
async function withNginx(work: (port: number, running: readonly TreeProcess[]) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-nginx-'));
  const port = await freePort();
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${name};`,
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; worker_processes 2; pid nginx.pid; events {} http { access_log off; ${paths.join(' ')}
     server { listen 127.0.0.1:${String(port)}; location / { return 200 "x"; } } }\n`,
  );
  const before = new Set(runningBelow(process.pid).map(({ pid }) => pid));
  const server = spawn('nginx', ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')], {
    stdio: 'ignore',
  });
  const gone = once(server, 'exit');
  const running = (): readonly TreeProcess[] =>
    runningBelow(process.pid).filter(({ pid, command }) => !before.has(pid) && command.startsWith('nginx: '));
  try {
    await until(() => running().length === 3, 'nginx to run');
    await work(port, running());
  } finally {
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

await withFar((far) =>
  withNginx(async (port, target) => {
    const all = ways(far, port);
    let done = 0;
    for (const [index, { name, config, victims: whom }] of all.entries()) {
      const files = studyOf({ duration: '1s', requests: undefined, warmup: { max: '300ms' }, ...config });
      const share = Math.floor((kills + index) / all.length);
      await withCli(files, async (cli) => {
        for (let time = 0; time < share; time += 1) {
          const what = await killOnce(cli, far, whom[time % whom.length] ?? 'coordinator', target);
          done += 1;
          console.log(`${name.padEnd(12)} ${String(done).padStart(4)} ${what}: ${JSON.stringify(wrong)}`);
        }
      });
    }
  }),
);
if (Object.values(wrong).some((count) => count > 0)) process.exitCode = 1;
