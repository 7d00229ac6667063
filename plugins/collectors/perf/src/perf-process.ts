import type { Child, Clock, Exit, Host } from '@wiretax/core';
import { within } from './within.js';

export interface PerfStart {
  readonly host: Pick<Host, 'spawn' | 'clock'>;
  /** Kills perf when it aborts. */
  readonly signal: AbortSignal;
  /** Such as `stat`. */
  readonly command: string;
  /** What follows `perf <command> -D -1 --control fd:0,1`. Output must not go to standard output. */
  readonly args: readonly string[];
}

export interface PerfOutput {
  readonly stderr: string;
  /** perf ended by itself, as it does when the process that it watches has ended. */
  readonly early: boolean;
}

/** A perf that was started with its events switched off, and takes commands on its standard input. */
export interface PerfProcess {
  /** Switches the events off: the window ends. Resolves, too, when perf has ended or doesn't answer. */
  disable(): Promise<void>;
  /**
   * Ends perf, by SIGINT, and after `limitMs` by SIGKILL. Rejects if perf was killed or has failed, with what
   * it said. To be called once.
   */
  finish(limitMs?: number): Promise<PerfOutput>;
}

const answerLimitMs = 10_000;
const finishLimitMs = 10_000;

/** perf has ended before it began to count: other events may do better. */
export class PerfRefusal extends Error {}

/**
 * Starts perf and switches its events on: the window begins when it has resolved. Rejects with a
 * PerfRefusal if perf ends instead.
 */
export async function startPerf({ host, signal, command, args }: PerfStart): Promise<PerfProcess> {
  signal.throwIfAborted();
  const child = host.spawn('perf', [command, '-D', '-1', '--control', 'fd:0,1', ...args], {
    env: { LC_ALL: 'C' },
  });
  const perf = new ControlledPerf(child, host.clock);
  const onAbort = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', onAbort);
  void child.exited.then(() => {
    signal.removeEventListener('abort', onAbort);
  });
  await perf.enable();
  return perf;
}

class ControlledPerf implements PerfProcess {
  readonly #child: Child;
  readonly #clock: Clock;
  #stderr = '';
  #stdout = '';
  #exit: Exit | undefined;
  #onAnswer: () => void = () => undefined;

  constructor(child: Child, clock: Clock) {
    this.#child = child;
    this.#clock = clock;
    child.onStderr((text) => {
      this.#stderr += text;
    });
    child.onStdout((text) => {
      this.#stdout += text;
      if (this.#stdout.includes('ack')) this.#onAnswer();
    });
    void child.exited.then((exit) => {
      this.#exit = exit;
    });
  }

  async enable(): Promise<void> {
    const answered = await this.#ask('enable');
    if (this.#exit !== undefined) throw new PerfRefusal(reasonOfEnd(this.#exit, this.#stderr));
    if (answered) return;
    this.#child.kill('SIGKILL');
    await this.#child.exited;
    throw new Error(`perf did not begin to count within ${String(answerLimitMs / 1000)} s`);
  }

  async disable(): Promise<void> {
    if (this.#exit === undefined) await this.#ask('disable');
  }

  async finish(limitMs = finishLimitMs): Promise<PerfOutput> {
    const early = this.#exit !== undefined;
    if (!early) this.#child.kill('SIGINT');
    const ended = await within(this.#clock, limitMs, this.#child.exited);
    if (!ended) {
      this.#child.kill('SIGKILL');
      await this.#child.exited;
      throw new Error(`perf did not end within ${String(limitMs / 1000)} s and was killed`);
    }
    const { code, signal } = await this.#child.exited;
    // perf ends itself by the signal that it was sent.
    if (code === 0 || (!early && signal === 'SIGINT')) return { stderr: this.#stderr, early };
    throw new Error(reasonOfEnd({ code, signal }, this.#stderr));
  }

  /** Whether perf has answered in time. */
  #ask(command: 'enable' | 'disable'): Promise<boolean> {
    this.#stdout = '';
    const answer = new Promise<void>((resolve) => {
      this.#onAnswer = resolve;
    });
    this.#child.write(`${command}\n`);
    return within(this.#clock, answerLimitMs, Promise.race([answer, this.#child.exited]));
  }
}

function reasonOfEnd({ code, signal, error }: Exit, stderr: string): string {
  if (error !== undefined) return `perf can’t be started: ${error}`;
  const said = complaint(stderr);
  const how = signal === null ? `ended with code ${String(code)}` : `was ended by ${signal}`;
  return `perf ${how}${said === '' ? '' : `: ${said}`}`;
}

/** What perf complains about, without its usage text. */
function complaint(stderr: string): string {
  const [before = ''] = stderr.split(/^\s*Usage:/m);
  const lines = before.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => !/^(Error:|Events (dis|en)abled|)$/.test(line) && !line.startsWith('{'))
    .join(' ')
    .slice(0, 400);
}
