import { type ChildProcess, execFile, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inflateSync } from 'node:zlib';
import {
  basePrefix,
  isBaseName,
  isBeingRemoved,
  removeNamedGone,
} from '../../kernel/host/node-base-folders.js';
import {
  coordinatorInCharge,
  coordinatorVariable,
  endSessions,
  identityOf,
  sessionsFile,
} from '../../kernel/host/node-identity.js';
import { freePorts } from '../../kernel/host/free-ports.js';
import {
  bearersOf,
  clockDomain,
  endEach,
  listenersAt,
  processesOf,
  textOf,
  treesOf,
  usageOf,
} from '../../kernel/host/node-processes.js';

/*
 * What core starts on another machine. It starts, feeds, watches and ends processes there, and all that it has made ends with it:
 * when its input ends, when it is told to, or when nobody has written to it for as long as its lease. It speaks when asked: JSON
 * lines in, JSON lines out; an empty line only says that somebody is there. Its text comes on the command line, so that it imports
 * nothing but Node.js's own modules and what comes with it, see agent-text.ts.
 */

/** What it is asked for; every request has an `id`, and is answered with it. */
type Ask = { readonly id: number; readonly op: string } & Readonly<Record<string, never>>;

const [leaseMs = '15000', mark = ''] = process.argv.slice(-2);
/** In the environment of all that is started here. */
const variable = 'WIRETAX_MARK';
/** The same for whoever finds something of it later, such as `wiretax doctor --clean` there. */
const coordinator = coordinatorInCharge();
/** Short enough for the path of a Unix socket in a folder of it. */
const root = fs.mkdtempSync(join(tmpdir(), basePrefix));
const children = new Map<string, ChildProcess>();
const mostChunkBytes = 1 << 18;
/** What goes on to live when this process is killed, unless the system ends it. */
let guard: readonly string[] = [];

function send(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has gone.
  }
}

function marks(key: string): NodeJS.ProcessEnv {
  return { [coordinatorVariable]: coordinator, [variable]: `${mark}/${key}` };
}

/** Ends a child with all that it has started. What it has left to others still bears its mark. */
function endTree({ pid }: ChildProcess, key: string): void {
  endEach(() => [
    ...(pid === undefined ? [] : processesOf(pid)),
    ...bearersOf(variable).flatMap((bearer) => (bearer.value === `${mark}/${key}` ? [bearer.pid] : [])),
  ]);
}

function removeFolder(folder: string): void {
  // Somebody who was just ended may have been writing.
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

function leave(why: string): never {
  for (const [key, child] of children) endTree(child, key);
  removeNamedGone(root);
  try {
    process.stderr.write(`${why}\n`);
  } catch {
    // Nobody is left to read it.
  }
  process.exit(0);
}

function start(ask: {
  readonly key: string;
  readonly argv: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}): Promise<unknown> {
  const { key, env, cwd } = ask;
  const [program, ...words] = [...guard, ...ask.argv] as [string, ...string[]];
  const child = spawn(program, words, {
    cwd,
    detached: true,
    stdio: 'pipe',
    env: { ...process.env, ...env, ...marks(key) },
  });
  children.set(key, child);
  child.stdin.on('error', () => undefined);
  child.stdout.setEncoding('utf8').on('data', (data: string) => {
    send({ event: 'stdout', key, data });
  });
  child.stderr.setEncoding('utf8').on('data', (data: string) => {
    send({ event: 'stderr', key, data });
  });
  let failure: string | undefined;
  child.on('exit', () => {
    // What it has started may hold on to its pipes.
    setTimeout(() => {
      child.stdout.destroy();
      child.stderr.destroy();
    }, 100);
  });
  child.on('close', (code, signal) => {
    // Its number may soon be somebody else's.
    endTree(child, key);
    children.delete(key);
    send({ event: 'exit', key, code, signal, error: failure });
  });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      failure = error.message;
      resolve({ pid: 0 });
    });
    child.on('spawn', () => {
      const { pid = 0 } = child;
      // Some overwrite their environment, and outlive who has started them: whoever comes later finds them by their session.
      fs.appendFileSync(join(root, sessionsFile), `${identityOf(pid)}\n`);
      resolve({ pid });
    });
  });
}

/** Files with their bytes, and links with their targets: `[path, base64 | null, target?]`, deflated. */
function put({ folder, data }: { readonly folder: string; readonly data: string }): void {
  const entries = JSON.parse(inflateSync(Buffer.from(data, 'base64')).toString()) as (readonly [
    string,
    string | null,
    string?,
  ])[];
  for (const [path, bytes, target] of entries) {
    const at = join(folder, path);
    fs.mkdirSync(dirname(at), { recursive: true });
    if (bytes === null) fs.symlinkSync(target ?? '', at);
    else fs.appendFileSync(at, Buffer.from(bytes, 'base64'));
  }
}

function filesIn(folder: string, below = ''): readonly (readonly [string, number])[] {
  return fs.readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesIn(folder, path);
    return entry.isFile() ? [[path, fs.statSync(join(folder, path)).size] as const] : [];
  });
}

function chunk({ path, offset }: { readonly path: string; readonly offset: number }): string {
  const file = fs.openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(mostChunkBytes);
    return bytes.subarray(0, fs.readSync(file, bytes, 0, mostChunkBytes, offset)).toString('base64');
  } finally {
    fs.closeSync(file);
  }
}

function run(ask: {
  readonly id: number;
  readonly argv: readonly [string, ...string[]];
  readonly timeoutMs: number;
  readonly input: string;
}): Promise<unknown> {
  const [program, ...words] = ask.argv;
  const key = `run-${String(ask.id)}`;
  return new Promise((resolve, reject) => {
    const child = execFile(
      program,
      words,
      { timeout: ask.timeoutMs, maxBuffer: 1 << 26, env: { ...process.env, ...marks(key) } },
      (error, stdout, stderr) => {
        children.delete(key);
        const code = error?.code ?? 0;
        if (typeof code === 'string') reject(new Error(error?.message));
        else resolve({ code: error?.killed === true ? null : code, stdout, stderr });
      },
    );
    children.set(key, child);
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(ask.input);
  });
}

const ops: Readonly<Record<string, (ask: never) => unknown>> = {
  hello: () => ({
    node: process.version,
    v8: process.versions.v8,
    executable: process.execPath,
    architecture: process.arch,
    platform: process.platform,
    pid: process.pid,
    clockDomain: clockDomain(),
    root,
  }),
  clock: () => Number(process.hrtime.bigint()),
  folder: ({ name }: { readonly name: string }) => {
    const path = join(root, name);
    fs.mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  },
  write: ({ path, text }: { readonly path: string; readonly text: string }) => {
    fs.mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    fs.writeFileSync(path, text, { mode: 0o600 });
  },
  put,
  files: ({ folder }: { readonly folder: string }) => filesIn(folder),
  chunk,
  text: ({ path }: { readonly path: string }) => fs.readFileSync(path, 'utf8'),
  list: ({ path }: { readonly path: string }) => fs.readdirSync(path).sort(),
  remove: ({ folder }: { readonly folder: string }) => {
    removeFolder(folder);
  },
  start,
  feed: ({ key, data }: { readonly key: string; readonly data: string }) => {
    children.get(key)?.stdin?.write(data);
  },
  end: ({ key }: { readonly key: string }) => {
    children.get(key)?.stdin?.end();
  },
  signal: ({ key, signal }: { readonly key: string; readonly signal: NodeJS.Signals }) => {
    const child = children.get(key);
    if (child === undefined) return;
    if (signal === 'SIGKILL') endTree(child, key);
    else if (child.pid !== undefined) kill(-child.pid, signal);
  },
  run,
  ports: ({ count, address }: { readonly count: number; readonly address: string }) =>
    freePorts(address, count),
  listeners: ({ at }: { readonly at: number | string }) => listenersAt(at),
  processes: ({ pid }: { readonly pid: number }) => processesOf(pid),
  usage: ({ pids }: { readonly pids: readonly number[] }) => usageOf(pids),
  priority: ({ id, nice }: { readonly id: number; readonly nice: number }) => {
    setPriority(id, nice);
  },
  /** Ends what an agent of this run has left behind, which was killed. */
  sweep: () => {
    const own = [...children.values()].map(({ pid = 0 }) => pid);
    endEach(() => {
      const kept = treesOf(own);
      const left = bearersOf(variable).filter(({ value }) => value.startsWith(`${mark}/`));
      return left.map(({ pid }) => pid).filter((pid) => !kept.has(pid));
    });
    for (const base of fs.readdirSync(tmpdir()).filter(isBaseName)) sweep(join(tmpdir(), base));
  },
};

function sweep(folder: string): void {
  // Somebody else's stands in nobody's way.
  const owner = fs.statSync(folder, { throwIfNoEntry: false })?.uid;
  if (isBeingRemoved(folder) && owner === process.getuid?.()) removeNamedGone(folder);
  if (folder === root || textOf(join(folder, 'mark')) !== mark) return;
  endSessions(folder);
  removeNamedGone(folder);
}

async function answer(line: string): Promise<void> {
  const ask = JSON.parse(line) as Ask;
  try {
    const op = ops[ask.op];
    if (op === undefined) throw new Error(`an agent can't ${ask.op}`);
    send({ id: ask.id, answer: (await op(ask as never)) ?? null });
  } catch (thrown) {
    const { message, code } = thrown as { message?: string; code?: string };
    send({ id: ask.id, error: message ?? String(thrown), code });
  }
}

fs.writeFileSync(join(root, 'owner'), `${coordinator}\n`, { mode: 0o600 });
fs.writeFileSync(join(root, 'mark'), mark, { mode: 0o600 });
execFile('setpriv', ['--pdeathsig', 'KILL', 'true'], (error) => {
  if (error === null) guard = ['setpriv', '--pdeathsig', 'KILL'];
  listen();
});

function listen(): void {
  const lease = setTimeout(() => leave(`no sign of life for ${leaseMs} ms`), Number(leaseMs));
  let rest = '';
  process.stdin.setEncoding('utf8').on('data', (data: string) => {
    lease.refresh();
    const lines = (rest + data).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line !== '') void answer(line);
  });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
    process.on(signal, () => leave(`ended by ${signal}`));
  process.stdin
    .on('close', () => leave('nobody is there any more'))
    .on('error', () => leave('nobody is there any more'));
  process.stdout.on('error', () => leave('nobody is there any more'));
  process.stderr.on('error', () => undefined);
}
