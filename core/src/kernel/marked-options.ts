import type { JsonSchema } from '../contract/schema.js';

type Values = Readonly<Record<string, unknown>>;
/** What to put in the place of a value, and the path of that below the options, such as `headers.token`. */
export type Replace = (value: unknown, path: string) => unknown;

/**
 * Options with every value replaced whose own schema `isMarked`, below any `properties` and `items`. The very same options if
 * there is none.
 */
export function mapMarked(
  options: Values,
  schema: JsonSchema | undefined,
  isMarked: (schema: JsonSchema) => boolean,
  replace: Replace,
): Values {
  const mapped = (value: unknown, of: unknown, path: string): unknown => {
    if (!isObject(of)) return value;
    if (isMarked(of)) return replace(value, path);
    if (Array.isArray(value)) {
      const items = value.map((item: unknown, index) =>
        mapped(item, of['items'], `${path}[${String(index)}]`),
      );
      return items.some((item, index) => item !== value[index]) ? items : value;
    }
    const { properties } = of;
    if (!isObject(value) || !isObject(properties)) return value;
    const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
      const below = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, mapped(item, below, path === '' ? key : `${path}.${key}`)];
    });
    return entries.some(([key, item]) => item !== value[key]) ? Object.fromEntries(entries) : value;
  };
  return mapped(options, schema, '') as Values;
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
