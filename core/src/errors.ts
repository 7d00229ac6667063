import type { Phase } from './contract/phase.js';
import { withoutSecrets } from './hidden-secrets.js';

/** One thing that is wrong with the input: where, what, and the nearest valid name if one is misspelt. */
export interface Problem {
  /** Key path in the config (`size[1]`), or a flag (`--size`). */
  readonly path: string;
  readonly message: string;
  readonly nearest?: string;
}

export interface WiretaxErrorOptions {
  readonly exitCode?: 1 | 2 | 130;
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
}

/** Whatever Wiretax throws on purpose: a stable code, and one message that says what to do next. */
export class WiretaxError extends Error {
  override readonly name: string = 'WiretaxError';
  readonly code: string;
  readonly exitCode: 1 | 2 | 130;
  readonly problems: readonly Problem[];

  constructor(code: string, message: string, options: WiretaxErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? 1;
    this.problems = options.problems ?? [];
  }
}

/** The input was wrong and nothing ran. */
export class InputError extends WiretaxError {
  override readonly name = 'InputError';

  constructor(code: string, subject: string, problems: readonly Problem[] = []) {
    super(code, subject, { exitCode: 2, problems });
  }
}

/** Who a contribution or a tap belongs to. */
export interface Owner {
  readonly name: string;
  readonly version: string;
}

/** What plugin code was being called: `collector perf-stat` of its owner, in a phase of a cell. */
export interface Subject {
  readonly kind: string;
  readonly name: string;
  readonly owner: Owner;
  readonly phase?: Phase | undefined;
  readonly cell?: string | undefined;
}

/** Whatever a plugin threw, with the plugin, the phase and the cell. */
export class PluginError extends WiretaxError {
  override readonly name = 'PluginError';
  readonly subject: Subject;

  constructor(subject: Subject, cause: unknown) {
    // Without a phase it failed before anything ran.
    const exitCode = subject.phase === undefined ? 2 : 1;
    super(codeOf(cause) ?? 'E_PLUGIN', `${describeSubject(subject)}: ${reasonOf(cause)}`, {
      cause,
      exitCode,
    });
    this.subject = subject;
  }
}

function describeSubject({ kind, name, owner, phase, cell }: Subject): string {
  const where = phase === undefined ? '' : ` in ${phase}${cell === undefined ? '' : ` of ${cell}`}`;
  const who = name === owner.name ? `${name} ${owner.version}` : `${name} (${owner.name} ${owner.version})`;
  return `${kind} ${who} failed${where}`;
}

/** The text of whatever was thrown, without secrets; plugins also reject with strings, and with nothing at all. */
export function reasonOf(thrown: unknown): string {
  return withoutSecrets(textOf(thrown));
}

function textOf(thrown: unknown): string {
  if (thrown instanceof AggregateError && thrown.errors.length > 0) return textOf(thrown.errors[0]);
  if (thrown instanceof Error) return thrown.message === '' ? thrown.name : thrown.message;
  if (thrown === undefined || thrown === null) return 'it gave no reason';
  if (typeof thrown === 'string') return thrown;
  return typeof thrown === 'object' ? JSON.stringify(thrown) : typeof thrown;
}

/** The `code` of an error of ours or of Node's. */
export function codeOf(thrown: unknown): string | undefined {
  const code =
    typeof thrown === 'object' && thrown !== null ? (thrown as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
