import type { Use } from '../../contract/cell.js';
import type { Call, Payload } from '../../contract/payload.js';
import { expectAnswer } from '../../kernel/contribution-shape.js';
import type { Subject } from '../../kernel/errors.js';
import { callPluginSync } from '../../kernel/guard.js';
import { type Equipment, pick } from './equipment.js';

/** What a call came back with, or failed with. */
export type Outcome = { readonly reply: unknown } | { readonly reason: unknown };

/** The flow controls around the transport, as the load calls them. */
export interface CallChain {
  readonly call: Call;
  /** Whose call had this outcome first, of the transport and the flows around it; undefined if it was the load that made it up. */
  readonly maker: (request: Payload, isFaulty: (outcome: Outcome) => boolean) => Promise<Subject | undefined>;
}

/** Wraps the flows around the transport's call. Without any there is nothing to remember: the transport stamps what it is given. */
export function callChain(
  equipment: Equipment,
  flows: readonly Use[],
  clients: number,
  transport: Subject,
  send: Call,
): CallChain {
  if (flows.length === 0)
    return {
      call: send,
      maker: (request) => Promise.resolve(request.timestampNs > 0 ? transport : undefined),
    };
  let outermost = new Layer(transport, send, clients);
  const layers = [outermost];
  for (const use of flows.toReversed()) {
    const { contribution, subject, options } = pick(equipment, equipment.bench.flows, use);
    const inner = outermost.call;
    const wrapped = callPluginSync(subject, () => contribution.wrap(inner, options));
    outermost = new Layer(subject, expectAnswer(subject, 'wrap', 'call', wrapped), clients);
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

const notSettled = Symbol('not settled');

/** One of the chain, and how each caller's last call came out of it. */
class Layer {
  readonly subject: Subject;
  readonly call: Call;
  readonly #asked: unknown[];
  readonly #settling: Promise<unknown>[];

  constructor(subject: Subject, inner: Call, clients: number) {
    const asked = new Array<unknown>(clients).fill(undefined);
    const settling = new Array<Promise<unknown>>(clients);
    this.subject = subject;
    this.#asked = asked;
    this.#settling = settling;
    this.call = (client, request, signal) => {
      asked[client] = request;
      try {
        const reply = inner(client, request, signal);
        settling[client] = reply;
        return reply;
      } catch (thrown) {
        settling[client] = new Promise(() => {
          throw thrown;
        });
        settling[client].catch(() => undefined);
        throw thrown;
      }
    };
  }

  wasAsked(request: Payload): boolean {
    return this.#asked.includes(request);
  }

  /** Undefined if the call hasn't settled here, or was never made. */
  async outcome(request: Payload): Promise<Outcome | undefined> {
    const client = this.#asked.indexOf(request);
    if (client === -1) return undefined;
    const pending = Promise.resolve(notSettled);
    try {
      const reply = await Promise.race([this.#settling[client], pending]);
      return reply === notSettled ? undefined : { reply };
    } catch (reason) {
      return { reason };
    }
  }
}
