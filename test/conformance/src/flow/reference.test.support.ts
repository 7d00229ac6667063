import { type Again, definePlugin, type FlowControl, type Gate, type Plugin } from '@wiretax/core';

export function flowPlugin(flow: FlowControl, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.flows.add(name, flow);
    },
  });
}

/** So many calls at a time. */
export function placesGate(places: number): Gate {
  let inside = 0;
  return {
    ready: () => (inside < places ? 0 : Infinity),
    enter: () => {
      inside += 1;
    },
    leave: () => {
      inside -= 1;
    },
  };
}

/** Three attempts, and ten further ones for each run. */
export function budgetAgain(): Again {
  let left = 10;
  return {
    hedge: (attempt) => (attempt < 3 ? 1e6 : Infinity),
    retry: (attempts) => (attempts < 3 ? 1e6 : Infinity),
    may: () => {
      left -= 1;
      return left >= 0;
    },
    ended: () => undefined,
  };
}

const key = 0x5a;
const flipped = (data: Uint8Array): Uint8Array => data.map((byte) => byte ^ key);

/** Right in all four parts; what goes over the wire has its bits flipped. */
export const right: FlowControl = {
  gate: ({ options }) => placesGate(Number(options['places'])),
  again: budgetAgain,
  around: (call) => async (caller, request) => {
    const reply = await call(caller, { ...request, data: flipped(request.data) });
    return { ...reply, data: flipped(reply.data) };
  },
  serve: (handler) => async (request) => {
    const reply = await handler({ ...request, data: flipped(request.data) });
    return { ...reply, data: flipped(reply.data) };
  },
};
