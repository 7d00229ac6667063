import type { FailedOutcome } from '../../contract/outcome.js';
import { Outcome } from '../../contract/outcome.js';
import { PluginError, reasonOf, type Subject, WiretaxError } from '../../kernel/errors.js';
import type { Counts } from '../loop/counts.js';
import { answersRequest, type Expected, replyFault, type Answer } from '../loop/reply-fault.js';
import type { Fault } from '../loop/stack-port.js';
import type { CallChain } from './call-chain.js';

/** A share is judged from so many failed calls on; the end of a run judges any number. */
const fewest = 100;

export interface FailuresOptions {
  readonly expected: Expected;
  /** The share of failed calls that is put up with, 0 to 1. */
  readonly tolerate: number;
  readonly callTimeoutMs: number;
  /** Whom a call is laid to that nobody knows more of. */
  readonly keeper: Subject;
}

/** Calls that failed in one run: whether they are too many, and who failed the first. */
export class Failures {
  readonly #o: FailuresOptions;
  #chain: CallChain | undefined;
  #error: WiretaxError | undefined;
  #maker: Promise<Subject | undefined> = Promise.resolve(undefined);

  constructor(options: FailuresOptions) {
    this.#o = options;
  }

  begin(chain: CallChain): void {
    this.#chain = chain;
    this.#error = undefined;
  }

  note(fault: Fault | undefined, outcome: Outcome): void {
    if (this.#error !== undefined) return;
    this.#error = this.#errorOf(fault, outcome);
    if (fault !== undefined && this.#chain !== undefined) this.#maker = this.#makerOf(fault, this.#chain);
  }

  /** Whether there are more than are tolerated; `atEnd`, when no more calls will come. */
  areTooMany(counts: Counts, atEnd: boolean): boolean {
    const { tolerate } = this.#o;
    const failed = counts.failed();
    if (failed === 0) return false;
    if (tolerate > 0 && !atEnd && failed < fewest) return false;
    return failed > tolerate * (failed + counts.of(Outcome.ok));
  }

  /** What the run fails with. */
  async error(counts: Counts): Promise<PluginError> {
    const first = this.#error ?? new WiretaxError('E_CALL_FAILED', 'a call failed');
    const maker = (await this.#maker) ?? this.#o.keeper;
    if (this.#o.tolerate === 0) return new PluginError(maker, first);
    const { failed, ok } = counts.tally();
    const all = counts.failed();
    const parts = Object.entries(failed).map(([name, count]) => `${String(count)} ${name as FailedOutcome}`);
    const share = `${String(this.#o.tolerate * 100)} %`;
    const reason = `${String(all)} of ${String(all + ok)} calls failed (${parts.join(', ')}), more than tolerate: ${share}; the first: ${reasonOf(first)}`;
    return new PluginError(maker, new WiretaxError('E_CALL_FAILED', reason, { cause: first }));
  }

  #errorOf(fault: Fault | undefined, outcome: Outcome): WiretaxError {
    if (fault === undefined || outcome === Outcome.late) {
      const seconds = String(this.#o.callTimeoutMs / 1000);
      return new WiretaxError('E_CALL_TIMEOUT', `a call has had no reply for ${seconds} s`);
    }
    const { request, completedNs, came } = fault;
    if ('reply' in came) return replyFault(request, this.#o.expected, came.reply, completedNs);
    const reason = `call ${String(request.id)}: ${reasonOf(came.reason)}`;
    return new WiretaxError('E_CALL_FAILED', reason, { cause: came.reason });
  }

  #makerOf({ request, completedNs, came }: Fault, chain: CallChain): Promise<Subject | undefined> {
    return chain.maker(request, (outcome) =>
      'reply' in came
        ? 'reply' in outcome &&
          !answersRequest(request, this.#o.expected, outcome.reply as Answer, completedNs)
        : 'reason' in outcome,
    );
  }
}
