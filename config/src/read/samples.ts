import { isPlainObject, type PlainObject } from './plain-object.js';

const collector = 'samples';

/** The config with the collector that `samples: true` stands for, unless it is listed anyway. */
export function withSamples(config: PlainObject): PlainObject {
  if (config['samples'] !== true) return config;
  const given = Object.hasOwn(config, 'collectors') ? config['collectors'] : ['usage'];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  const listed = list.some(
    (item) => item === collector || (isPlainObject(item) && item['use'] === collector),
  );
  return listed ? config : { ...config, collectors: [...list, collector] };
}
