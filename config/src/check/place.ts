import { isPlainObject, type PlainObject } from '../read/plain-object.js';

/** The key path at which an axis of a config has a value that satisfies `is`; the axis itself if none does. */
export function placeOf(config: PlainObject, axis: string, is: (item: unknown) => boolean): string {
  const included: unknown = config['include'];
  const entries = Array.isArray(included) ? included : [];
  const matrices: [string, unknown][] = [
    ['', config],
    ...entries.map((entry: unknown, index): [string, unknown] => [`include[${String(index)}].`, entry]),
  ];
  for (const [prefix, matrix] of matrices) {
    const values = isPlainObject(matrix) ? matrix[axis] : undefined;
    if (is(values)) return `${prefix}${axis}`;
    const index = Array.isArray(values) ? values.findIndex(is) : -1;
    if (index >= 0) return `${prefix}${axis}[${String(index)}]`;
  }
  return axis;
}
