import type { Call, FlowControl, Payload, Plugin } from '@wiretax/core';
import { deferred, type Deferred } from '../deferred.js';
import { type FlowDefect, flowPlugin, referenceFlow } from './reference.test.support.js';

export interface Broken {
  /** Names of the cases that must fail: the first is the one that this was made for. */
  readonly fails: readonly string[] | 'every case';
  readonly plugin: Plugin;
}

export const random = 'loses, doubles and leaks nothing whatever comes when';
const holds100000 = 'holds a hundred thousand waiting calls, also if all throw at once';
const isFair = 'is fair to many clients that call again and again';

const having = (defect: FlowDefect): Plugin => flowPlugin(() => referenceFlow(defect));

/** The reference around a transport that is changed, or the reference changed itself. */
const around = (change: (call: Call) => Call): Plugin => {
  const right = referenceFlow();
  return flowPlugin(() => ({ wrap: (call, options) => right.wrap(change(call), options) }));
};
const outside = (change: (call: Call) => Call): Plugin => {
  const right = referenceFlow();
  return flowPlugin(() => ({ wrap: (call, options) => change(right.wrap(call, options)) }));
};

/** Whoever has waited longest gets the first reply. */
function mixingUp(call: Call): Call {
  const line: Deferred<Payload>[] = [];
  let served = 0;
  const takeFirst = (): Deferred<Payload> | undefined => {
    served += 1;
    return line[served - 1];
  };
  return (client, request, signal) => {
    const own = deferred<Payload>();
    line.push(own);
    const onReply = (reply: Payload): void => {
      takeFirst()?.resolve(reply);
    };
    const onRejection = (error: unknown): void => {
      const at = line.indexOf(own, served);
      line[at] = takeFirst() ?? own;
      own.reject(error);
    };
    call(client, request, signal).then(onReply, onRejection);
    return own.promise;
  };
}

function settlingTwice(call: Call): Call {
  return (...args) => {
    const reply = call(...args);
    const then: Promise<Payload>['then'] = (onReply, onRejection) => {
      const twice = (value: Payload): never => {
        onReply?.(value);
        return onReply?.(value) as never;
      };
      return reply.then(twice, onRejection);
    };
    return { then } as Promise<Payload>;
  };
}

function wrappingOnce(): FlowControl {
  const right = referenceFlow();
  let first: Call | undefined;
  return { wrap: (call, options) => (first ??= right.wrap(call, options)) };
}

/** Takes a call that comes while another is being handed on for a mistake. */
function refusingReentry(): FlowControl {
  const right = referenceFlow();
  let handingOn = false;
  return {
    wrap: (inner, options) =>
      right.wrap((client, request, signal) => {
        if (handingOn) throw new Error('reentered');
        handingOn = true;
        try {
          return inner(client, request, signal);
        } finally {
          handingOn = false;
        }
      }, options),
  };
}

/** In the order of the cases. */
export const broken: readonly Broken[] = [
  { fails: 'every case', plugin: flowPlugin(referenceFlow, 'other') },
  {
    fails: ['hands client, request and signal on as they are'],
    plugin: around((call) => (client, request, signal) => call(client, { ...request }, signal)),
  },
  { fails: ['gives each call the reply to its own request'], plugin: outside(mixingUp) },
  {
    fails: ['passes errors through as they are, undefined too'],
    plugin: around(
      (call) => (client, request, signal) =>
        call(client, request, signal).catch((cause: unknown) => {
          if (signal?.aborted) throw cause;
          throw new Error('the flow control failed', { cause });
        }),
    ),
  },
  {
    fails: ['passes on what the transport throws at once'],
    plugin: around((call) => (...args) => {
      try {
        return call(...args);
      } catch (cause) {
        return Promise.reject(new Error('the transport failed', { cause }));
      }
    }),
  },
  {
    fails: ['asks the transport once for each call, also if that fails'],
    plugin: around(
      (call) => (client, request, signal) =>
        call(client, request, signal).catch(() => call(client, request, signal)),
    ),
  },
  { fails: ['settles each call once'], plugin: outside(settlingTwice) },
  { fails: ['settles a thousand calls that come at once', holds100000], plugin: having('short line') },
  { fails: ['two wraps share nothing'], plugin: flowPlugin(wrappingOnce) },
  { fails: ['can be wrapped in itself'], plugin: flowPlugin(refusingReentry) },
  { fails: ['leaves no listener on the signal'], plugin: having('listens for ever') },
  { fails: ['lets no more calls through than it claims'], plugin: having('one place too many') },
  { fails: ['lets as many calls through as it claims'], plugin: having('one place too few') },
  { fails: ['gives the place back when a call fails'], plugin: having('errors keep the place') },
  {
    fails: ['gives the place back when a call rejects with undefined'],
    plugin: having('undefined keeps the place'),
  },
  {
    fails: ['gives the place back when a call in flight is aborted'],
    plugin: having('running aborts keep the place'),
  },
  {
    fails: ['gives the place back when the transport throws at once', holds100000],
    plugin: having('throwing keeps the place'),
  },
  { fails: [holds100000], plugin: having('throwing recurses') },
  {
    fails: ['rejects a waiting call that is aborted, soon and with the reason'],
    plugin: having('aborted callers are not listened to'),
  },
  {
    fails: ['rejects a call at once that comes aborted when all places are taken'],
    plugin: having('late comers are not asked'),
  },
  {
    fails: ['never lets a call through that was aborted while it waited'],
    plugin: having('aborted callers stay in line'),
  },
  {
    fails: ['gives the place of an aborted call to the next'],
    plugin: having('aborted callers keep a place'),
  },
  { fails: ['lets waiting calls through in the order they came', isFair], plugin: having('newest first') },
  { fails: [isFair], plugin: having('newcomers overtake') },
  { fails: [random], plugin: having('aborted starters lose their place') },
];
