/** A plugin that does something wrong, and the config that uses it. */
export interface Fault {
  readonly module: string;
  readonly config?: Readonly<Record<string, unknown>>;
  /** `mine.mjs` without. */
  readonly file?: string;
}

/** By what the guide's table says that the plugin does. */
export const faults: Readonly<Record<string, Fault>> = {
  "can't be imported": { module: "throw new Error('no luck today');" },
  'has no default export': { module: 'export const mine = 1;' },
  'was made for another api': { module: "export default { name: 'mine', api: 3, apply() {} };" },
  'is CommonJS': {
    module: "require('node:fs');\nmodule.exports = { name: 'mine', api: 2, apply() {} };",
    file: 'mine.js',
  },
  'is TypeScript': { module: "export default { name: 'mine' as string };", file: 'mine.ts' },
  "imports what core hasn't": {
    module: "import { nothing } from '@wiretax/core'; export default nothing;",
  },
  'throws in `apply`': applying("throw new Error('no luck today');"),
  'adds half a transport': applying(`
    transports.add('mine', { supports: { forms: ['socket'], connections: 'shared', maxMessageBytes: 1 }, connect() {} });
  `),
  'takes a name that is taken': applying(transport('tcp')),
  'is given options without a schema': applying("flows.add('mine', { around: (call) => call });", {
    flow: { use: 'mine', places: 3 },
  }),
  'throws in a tap': applying("hooks.setup.tap('proxy', () => { throw new Error('no luck today'); });"),
  'rejects with nothing': applying("hooks.setup.tapPromise('proxy', () => Promise.reject());"),
  'taps after `apply`': applying("hooks.pin.tap('more', () => hooks.measure.tap('more', () => {}));"),
  'throws where nobody catches it': applying(`
    hooks.measure.tap('later', () => {
      setImmediate(() => { throw new Error('no luck today'); });
      return new Promise(() => {});
    });
  `),
  'leaves a program running': applying("hooks.setup.tap('proxy', () => void host.spawn('sleep', ['1000']));"),
  'throws in `listen`': applying(transport('mine'), { transport: 'mine' }),
  'never answers a call': applying("flows.add('mine', { around: () => () => new Promise(() => {}) });", {
    flow: 'mine',
    callTimeout: '500ms',
  }),
  'finds its tool missing': applying(
    collector("({ available: false, missing: 'perf', remedy: 'apt-get install linux-perf' })"),
    { collectors: 'mine', reporters: 'json' },
  ),
  "can't attach": applying(collector('({ available: true })'), { collectors: 'mine', reporters: 'json' }),
  'fails to report': applying("reporters.add('mine', { report() { throw new Error('no luck today'); } });", {
    reporters: 'mine',
  }),
};

/** Its messages can't be had from a run without waiting as long as the limit of a tap is. */
export const slowFault = 'never returns from a tap';

/** Its message is that of an installation. */
export const foreignFault = 'asks for another core';

function applying(body: string, config: Readonly<Record<string, unknown>> = {}): Fault {
  const parts = 'hooks, host, transports, flows, collectors, reporters';
  return { module: `export default { name: 'mine', api: 2, apply({ ${parts} }) { ${body} } };`, config };
}

function collector(probed: string): string {
  return `
    collectors.add('mine', {
      overhead: 'free',
      side: 'outside',
      probe: async () => ${probed},
      attach: () => Promise.reject(new Error('no luck today')),
    });
  `;
}

function transport(name: string): string {
  return `
    transports.add('${name}', {
      supports: { forms: ['socket'], connections: 'shared', maxMessageBytes: 1000 },
      listen() { throw new Error('no luck today'); },
      connect() {},
    });
  `;
}
