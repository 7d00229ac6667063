import { type Call, definePlugin, type FlowControl, type Payload, type Plugin } from '@wiretax/core';
import { rejected } from '../deferred.js';

export type FlowDefect =
  | 'aborted callers are not listened to'
  | 'aborted callers keep a place'
  | 'aborted callers stay in line'
  | 'aborted starters lose their place'
  | 'errors keep the place'
  | 'late comers are not asked'
  | 'listens for ever'
  | 'newcomers overtake'
  | 'newest first'
  | 'one place too few'
  | 'one place too many'
  | 'running aborts keep the place'
  | 'short line'
  | 'throwing keeps the place'
  | 'throwing recurses'
  | 'undefined keeps the place';

/** At most `places` calls at a time, first come first served: right, unless told to be wrong in one way. */
export function referenceFlow(defect?: FlowDefect): FlowControl {
  const has = (one: FlowDefect): boolean => one === defect;
  return { wrap: (call, options) => gate(call, Number(options['places']), has) };
}

type Waiter = () => void;

/** Those who left stay as holes until their turn. */
class Line {
  readonly #waiters: (Waiter | undefined)[] = [];
  #head = 0;
  length = 0;

  join(waiter: Waiter): void {
    this.#waiters.push(waiter);
    this.length += 1;
  }

  leave(waiter: Waiter): void {
    this.#waiters[this.#waiters.indexOf(waiter)] = undefined;
    this.length -= 1;
  }

  takeFirst(): Waiter | undefined {
    while (this.#head < this.#waiters.length) {
      const waiter = this.#waiters[this.#head];
      this.#head += 1;
      if (waiter) return this.#counted(waiter);
    }
    return undefined;
  }

  takeLast(): Waiter | undefined {
    while (this.#waiters.length > 0) {
      const waiter = this.#waiters.pop();
      if (waiter) return this.#counted(waiter);
    }
    return undefined;
  }

  #counted(waiter: Waiter): Waiter {
    this.length -= 1;
    return waiter;
  }
}

function gate(call: Call, given: number, has: (defect: FlowDefect) => boolean): Call {
  const places = given + (has('one place too many') ? 1 : 0) - (has('one place too few') ? 1 : 0);
  const line = new Line();
  let taken = 0;

  const next = (): Waiter | undefined => (has('newest first') ? line.takeLast() : line.takeFirst());
  const admit = (): void => {
    const waiter = taken < places ? next() : undefined;
    if (!waiter) return;
    taken += 1;
    waiter();
  };
  const release = (): void => {
    const waiter = has('newcomers overtake') ? undefined : next();
    if (waiter) waiter();
    else taken -= 1;
    if (has('newcomers overtake')) setImmediate(admit);
  };
  const start: Call = (client, request, signal) => {
    let reply: Promise<Payload>;
    let thrown = false;
    try {
      reply = call(client, request, signal);
    } catch (error) {
      if (has('throwing recurses')) release();
      reply = rejected(error);
      if (has('throwing recurses') || has('throwing keeps the place')) return reply;
      thrown = true;
    }
    const settled = reply.then(release, (error: unknown) => {
      const kept =
        signal?.aborted === true
          ? has('running aborts keep the place')
          : error === undefined
            ? has('undefined keeps the place')
            : !thrown && has('errors keep the place');
      if (!kept) release();
    });
    if (has('throwing recurses')) settled.catch(() => 'the stack was too short');
    return reply;
  };

  return (client, request, signal) => {
    if (taken < places) {
      taken += 1;
      return start(client, request, signal);
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        reject(signal?.reason as Error);
      };
      if (signal?.aborted && !has('late comers are not asked')) {
        giveUp();
        return;
      }
      if (has('short line') && line.length >= 500) return;
      const leave = (): void => {
        if (has('aborted callers are not listened to')) return;
        if (!has('aborted callers stay in line') && !has('aborted callers keep a place')) line.leave(waiter);
        giveUp();
      };
      const go = (): void => {
        if (!has('listens for ever')) signal?.removeEventListener('abort', leave);
        start(client, request, signal).then(resolve, reject);
      };
      const waiter = (): void => {
        if (has('aborted callers keep a place') && signal?.aborted) return;
        if (has('aborted callers are not listened to') && signal?.aborted) {
          giveUp();
          release();
        } else if (has('aborted starters lose their place')) {
          queueMicrotask(() => {
            if (!signal?.aborted) go();
          });
        } else go();
      };
      signal?.addEventListener('abort', leave, { once: true });
      line.join(waiter);
    });
  };
}

export function flowPlugin(flow: () => FlowControl, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 1,
    apply(bench) {
      bench.flows.add(name, flow());
    },
  });
}

/** Limits nothing and passes everything through. */
export const open: FlowControl = { wrap: (call) => call };
