import {
  type AnyCode,
  type CarriedCode,
  rowOfCode,
  type InputCode,
  type OwnCode,
} from '../contract/error-codes.js';
import { errorExits, type ExitCode } from '../contract/error-row.js';
import type { Phase } from '../contract/phase.js';
import { withoutSecrets } from './hidden-secrets.js';

/** One thing that is wrong with the input: where, what, and the nearest valid name if one is misspelt. */
export interface Problem {
  /** Key path in the config (`size[1]`), or a flag (`--size`). */
  readonly path: string;
  readonly message: string;
  readonly nearest?: string;
}

export interface WiretaxErrorOptions {
  /** Where it isn't the one that follows from the code: for codes of others, and when nothing has run yet. */
  readonly exitCode?: ExitCode;
  readonly problems?: readonly Problem[];
  readonly cause?: unknown;
  /** The peer that failed, by name. */
  readonly peer?: string;
}

/**
 * Whatever Wiretax throws on purpose: a stable code of the table, and one message that says what to do next. Plugins take a code of the
 * table where one fits, and otherwise one of their own, `X_…`.
 */
export class WiretaxError extends Error {
  override readonly name: string = 'WiretaxError';
  readonly code: AnyCode;
  readonly exitCode: ExitCode;
  readonly problems: readonly Problem[];
  /** The peer that failed, by name, where one did and it is known. */
  readonly peer: string | undefined;

  constructor(code: AnyCode, message: string, options: WiretaxErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.exitCode = options.exitCode ?? errorExits[rowOfCode(code)?.type ?? 'failure'];
    this.problems = options.problems ?? [];
    this.peer = options.peer;
  }
}

/** The input was wrong and nothing ran. */
export class InputError extends WiretaxError {
  override readonly name = 'InputError';

  constructor(code: InputCode | OwnCode, subject: string, problems: readonly Problem[] = []) {
    super(code, subject, { exitCode: errorExits.input, problems });
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
    const exitCode = errorExits[subject.phase === undefined ? 'input' : 'failure'];
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
export function codeOf(thrown: unknown): AnyCode | undefined {
  const code =
    typeof thrown === 'object' && thrown !== null ? (thrown as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? (code as CarriedCode) : undefined;
}

/** The peer that failed, of an error or of what has caused it. */
export function peerOf(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error)) return undefined;
  return (thrown instanceof WiretaxError ? thrown.peer : undefined) ?? peerOf(thrown.cause);
}

/** The same failure with the peer that it is of, unless one is named or a plugin is at fault. */
export function ofPeer(peer: string, thrown: unknown): unknown {
  if (!(thrown instanceof WiretaxError) || thrown instanceof PluginError || peerOf(thrown) !== undefined)
    return thrown;
  const { code, message, exitCode, problems } = thrown;
  return new WiretaxError(code, message, { exitCode, problems, cause: thrown, peer });
}
