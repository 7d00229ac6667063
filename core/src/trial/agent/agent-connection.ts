import type { Child, Exit } from '../../contract/processes.js';
import type { Seat } from '../../contract/launcher.js';
import { reasonOf, WiretaxError } from '../../kernel/errors.js';
import { shortened } from '../../kernel/foreign-text.js';
import { LineSplitter } from '../peer/lines.js';
import { agentText } from './agent-text.js';

/** How long an agent goes on with nobody writing to it. Long: a busy coordinator must not lose a healthy trial. */
const leaseMs = 15_000;
const beatMs = 1_000;
/** An agent answers at once, unless its machine or the way there is in trouble. */
export const agentLimitMs = 30_000;
const longestWords = 400;

interface Waiting {
  resolve(answer: unknown): void;
  reject(reason: Error): void;
}

/** What a process writes; kept until somebody listens. */
class Stream {
  readonly #listeners: ((text: string) => void)[] = [];
  #early = '';

  push(text: string): void {
    if (this.#listeners.length === 0) this.#early += text;
    for (const listener of this.#listeners) listener(text);
  }

  listen(listener: (text: string) => void): void {
    this.#listeners.push(listener);
    if (this.#early !== '') listener(this.#early);
    this.#early = '';
  }
}

interface Tap {
  readonly out: Stream;
  readonly err: Stream;
  readonly exit: (exit: Exit) => void;
}

/** What an agent writes: an answer, or what became of a process. */
interface Message {
  readonly id?: number;
  readonly answer?: unknown;
  readonly error?: string;
  readonly code?: number | string | null;
  readonly event?: 'stdout' | 'stderr' | 'exit';
  readonly key?: string;
  readonly data?: string;
  readonly signal?: string | null;
}

/** The agent on a seat: requests, the processes that it has started, and its end, which every request learns of. */
export class AgentConnection {
  /** Resolves with the reason when the agent can't be reached any more; rejects never. */
  readonly lost: Promise<WiretaxError>;
  readonly #name: string;
  readonly #seat: Seat;
  readonly #agent: Child;
  readonly #waiting = new Map<number, Waiting>();
  readonly #taps = new Map<string, Tap>();
  readonly #beat: NodeJS.Timeout;
  #requests = 0;
  #said = '';
  #end: WiretaxError | undefined;
  #closing = false;

  /** `mark` is what its processes bear in their environment. */
  constructor(name: string, seat: Seat, mark: string) {
    this.#name = name;
    this.#seat = seat;
    this.#agent = seat.start(['node', '--input-type=module', '-e', agentText(), '--', String(leaseMs), mark]);
    const lines = new LineSplitter();
    this.#agent.onStdout((text) => {
      try {
        for (const line of lines.push(text)) if (line !== '') this.#receive(line);
      } catch (thrown) {
        this.#said = reasonOf(thrown);
        this.#agent.kill('SIGKILL');
      }
    });
    this.#agent.onStderr((text) => {
      this.#said = `${this.#said}${text}`.slice(-longestWords);
    });
    this.#beat = setInterval(() => {
      this.#agent.write('\n');
    }, beatMs);
    this.lost = this.#agent.exited.then((exit) => this.#ended(exit));
  }

  async ask<T>(op: string, ask: object = {}): Promise<T> {
    if (this.#end !== undefined) throw this.#end;
    this.#requests += 1;
    const id = this.#requests;
    const answer = new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    this.#agent.write(`${JSON.stringify({ ...ask, id, op })}\n`);
    return (await answer) as T;
  }

  /** Starts a process there. Its events may come before the answer that has its number. */
  async start(
    key: string,
    argv: readonly string[],
    { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
  ): Promise<Child> {
    const [out, err] = [new Stream(), new Stream()];
    const exited = new Promise<Exit>((resolve) => {
      this.#taps.set(key, { out, err, exit: resolve });
    });
    const { pid } = await this.ask<{ readonly pid: number }>('start', { key, argv, cwd, env });
    return {
      pid,
      write: (data) => {
        this.#tell('feed', { key, data });
      },
      end: () => {
        this.#tell('end', { key });
      },
      onStdout: (listener) => {
        out.listen(listener);
      },
      onStderr: (listener) => {
        err.listen(listener);
      },
      exited,
      kill: (signal) => {
        this.#tell('signal', { key, signal });
      },
    };
  }

  /** Ends the agent, and with it all that it has started and made. Resolves with whether it has done so. */
  async close(): Promise<boolean> {
    this.#closing = true;
    this.#agent.end();
    const late = setTimeout(() => {
      this.#agent.kill('SIGKILL');
    }, agentLimitMs);
    const { code } = await this.#agent.exited;
    clearTimeout(late);
    return code === 0;
  }

  /** As `ask`, where an end is told otherwise. */
  #tell(op: string, ask: object): void {
    this.ask(op, ask).catch(() => undefined);
  }

  #receive(line: string): void {
    const message = parse(line);
    if (message?.event !== undefined && message.key !== undefined) {
      const { event, key, data = '', code, signal, error } = message;
      const tap = this.#taps.get(key);
      if (event === 'stdout') tap?.out.push(data);
      else if (event === 'stderr') tap?.err.push(data);
      else
        tap?.exit({
          code: typeof code === 'number' ? code : null,
          signal: signal ?? null,
          ...(error === undefined ? {} : { error }),
        });
      return;
    }
    const { id = 0, answer, error, code } = message ?? {};
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(answer);
    else waiting?.reject(Object.assign(new Error(error), { code }));
  }

  async #ended(exit: Exit): Promise<WiretaxError> {
    clearInterval(this.#beat);
    const why = this.#closing ? undefined : await this.#seat.why().catch(() => undefined);
    const said = [lastLine(this.#said), exit.error].find(Boolean);
    const reason =
      why ??
      (exit.code === noCommand
        ? `${noNode}${said === undefined ? '' : ` (${said})`}`
        : (said ?? exitText(exit)));
    const end = new WiretaxError('E_MACHINE_LOST', `machine ${this.#name}: ${reason}`);
    this.#end = end;
    for (const waiting of this.#waiting.values()) waiting.reject(end);
    this.#waiting.clear();
    for (const { exit: tell } of this.#taps.values()) tell({ code: null, signal: null, error: end.message });
    return end;
  }
}

function parse(line: string): Message | undefined {
  try {
    const message: unknown = JSON.parse(line);
    return typeof message === 'object' && message !== null ? message : undefined;
  } catch {
    // A login script has printed something.
    return undefined;
  }
}

function lastLine(text: string): string {
  return shortened(text.trim().split('\n').at(-1) ?? '', longestWords);
}

/** What a shell ends with that has not found the command. */
const noCommand = 127;
const noNode = 'there is no node in the PATH of a command there; install Node.js 20.19 or newer';

function exitText({ code, signal }: Exit): string {
  return `the connection ended (${code === null ? String(signal) : `exit code ${String(code)}`})`;
}
