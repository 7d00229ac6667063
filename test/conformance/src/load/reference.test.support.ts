import { definePlugin, type LoadModel, type Plugin } from '@wiretax/core';

export const closed: LoadModel = { kind: 'closed', pace: () => ({ next: (afterNs) => afterNs }) };

/** Poisson arrivals, so many thousand a second. */
export const open: LoadModel = {
  kind: 'open',
  pace: ({ random, parts }) => ({ next: (afterNs) => afterNs - Math.log(1 - random()) * 1e6 * parts }),
};

export function loadPlugin(load: LoadModel, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.loads.add(name, load);
    },
  });
}
