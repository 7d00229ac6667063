import type { Use } from '../../contract/cell.js';
import type { Call, Payload } from '../../contract/payload.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import type { Subject } from '../../kernel/errors.js';
import { callPluginSync } from '../../kernel/guard.js';
import { type Equipment, pick } from './equipment.js';
import type { Share } from './flow-parts.js';

/** What a call came back with, or failed with. */
export type Outcome = { readonly reply: unknown } | { readonly reason: unknown };

/** The flow controls around the transport, as the loop calls them. */
export interface CallChain {
  readonly call: Call;
  /** Whose call had this outcome first, of the transport and the flows around it; undefined if nobody knows any more. */
  readonly maker: (request: Payload, isFaulty: (outcome: Outcome) => boolean) => Promise<Subject | undefined>;
}

/** Puts what flows have to go around a call around the transport's. Without any there is nothing to remember. */
export function callChain(
  equipment: Equipment,
  flows: readonly Use[],
  share: Share,
  transport: Subject,
  send: Call,
): CallChain {
  const around = flows
    .map((use) => pick(equipment, equipment.bench.flows, use))
    .filter(({ contribution }) => contribution.around !== undefined);
  if (around.length === 0) return { call: send, maker: () => Promise.resolve(transport) };
  const kept = 2 ** Math.ceil(Math.log2(Math.max(fewestKept, 4 * share.callers)));
  let outermost = new Layer(transport, send, kept);
  const layers = [outermost];
  for (const { contribution, subject, options } of around.toReversed()) {
    const inner = outermost.call;
    const outer = callPluginSync(subject, () => contribution.around?.(inner, { options, ...share }));
    outermost = new Layer(subject, expectAnswer(subject, 'around', 'call', outer), kept);
    layers.push(outermost);
  }
  return {
    call: outermost.call,
    maker: async (request, isFaulty) => {
      if (!outermost.wasAsked(request)) return undefined;
      for (const layer of layers) {
        const outcome = await layer.outcome(request);
        if (outcome === undefined ? layer === outermost : isFaulty(outcome)) return layer.subject;
      }
      return undefined;
    },
  };
}

/** Of how many calls the outcomes are remembered, at least. */
const fewestKept = 64;
const notSettled = Symbol('not settled');

/** One of the chain, and how the last calls came out of it, by id. */
class Layer {
  readonly subject: Subject;
  readonly call: Call;
  readonly #asked: unknown[];
  readonly #settling: Promise<unknown>[];

  constructor(subject: Subject, inner: Call, kept: number) {
    const asked = new Array<unknown>(kept).fill(undefined);
    const settling = new Array<Promise<unknown>>(kept);
    this.subject = subject;
    this.#asked = asked;
    this.#settling = settling;
    this.call = (caller, request, signal) => {
      const at = request.id & (kept - 1);
      asked[at] = request;
      try {
        const reply = inner(caller, request, signal);
        settling[at] = reply;
        return reply;
      } catch (thrown) {
        settling[at] = new Promise(() => {
          throw thrown;
        });
        settling[at].catch(() => undefined);
        throw thrown;
      }
    };
  }

  wasAsked(request: Payload): boolean {
    return this.#asked.includes(request);
  }

  /** Undefined if the call hasn't settled here, or was never made. */
  async outcome(request: Payload): Promise<Outcome | undefined> {
    const at = this.#asked.indexOf(request);
    if (at === -1) return undefined;
    const pending = Promise.resolve(notSettled);
    try {
      const reply = await Promise.race([this.#settling[at], pending]);
      return reply === notSettled ? undefined : { reply };
    } catch (reason) {
      return { reason };
    }
  }
}
