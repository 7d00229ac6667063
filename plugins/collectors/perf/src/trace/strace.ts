import type { Child, CollectorTarget, Host } from '@wiretax/core';
import { within } from '../within.js';
import { parseStraceSummary } from './strace-summary.js';
import type { Trace, Tracing } from './traced-call.js';

const limitMs = 10_000;

export async function hasStrace(host: Pick<Host, 'run'>): Promise<boolean> {
  try {
    return (await host.run('strace', ['--version'], { timeoutMs: 10_000 })).code === 0;
  } catch {
    return false;
  }
}

/** Adds up times of system calls by `strace -c`, which stops the process at each one. */
export async function startStrace(
  target: Pick<CollectorTarget, 'pid' | 'host' | 'signal'>,
): Promise<Tracing> {
  const { pid, host, signal } = target;
  signal.throwIfAborted();
  // -w: time on the clock, as perf has it, not CPU time.
  const child = host.spawn('strace', ['-c', '-w', '-f', '-p', String(pid)], { env: { LC_ALL: 'C' } });
  const onAbort = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', onAbort);
  void child.exited.then(() => {
    signal.removeEventListener('abort', onAbort);
  });
  const said = { text: '' };
  const attached = new Promise<void>((resolve) => {
    child.onStderr((text) => {
      said.text += text;
      if (/process \d+ attached/i.test(said.text)) resolve();
    });
  });
  const ended = child.exited.then(({ error }) => {
    throw new Error(`strace could not be attached: ${error ?? reasonIn(said.text)}`);
  });
  ended.catch(() => undefined);
  if (!(await within(host.clock, limitMs, Promise.race([attached, ended])))) {
    await kill(child);
    throw new Error(`strace was not attached within ${String(limitMs / 1000)} s`);
  }
  return { finish: () => summaryOf(child, host, said) };
}

async function summaryOf(child: Child, host: Pick<Host, 'clock'>, said: { text: string }): Promise<Trace> {
  child.kill('SIGINT');
  if (!(await within(host.clock, limitMs, child.exited))) {
    await kill(child);
    throw new Error(`strace did not end within ${String(limitMs / 1000)} s and was killed`);
  }
  const { signal } = await child.exited;
  if (signal === 'SIGKILL' || signal === 'SIGTERM') throw new Error(`strace was ended by ${signal}`);
  const calls = parseStraceSummary(said.text);
  if (calls.length === 0 && !said.text.includes('% time') && !sawNothing(said.text)) {
    throw new Error(`strace wrote no summary, but: ${said.text.trim().slice(-200) || 'nothing'}`);
  }
  return { calls, notes: ['strace gives no percentiles, and slows each system call more than perf does'] };
}

/** It writes no table when it saw no call, only that it came and went. */
function sawNothing(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (
    lines.some((line) => line.endsWith(' detached')) &&
    lines.every((line) => /^strace: Process \d+ (attached|detached)/i.test(line))
  );
}

async function kill(child: Child): Promise<void> {
  child.kill('SIGKILL');
  await child.exited;
}

function reasonIn(text: string): string {
  const reason = text.trim().split('\n').at(-1) ?? '';
  if (reason === '') return 'it said nothing';
  return /ptrace.*not permitted/i.test(reason)
    ? `${reason}; sysctl -w kernel.yama.ptrace_scope=0, or run as root`
    : reason;
}
