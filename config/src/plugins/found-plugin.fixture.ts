import type { FoundPlugin } from './found-plugin.js';

/** A plugin as the catalogue finds it. */
export function foundPlugin(name: string, rest: Partial<FoundPlugin> = {}): FoundPlugin {
  return {
    name,
    version: '1.0.0',
    description: '',
    origin: 'default',
    folder: `/plugins/${name}`,
    entry: `/plugins/${name}/index.js`,
    provides: {},
    hooks: [],
    bare: false,
    ...rest,
  };
}
