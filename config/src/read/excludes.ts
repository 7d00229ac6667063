import { type Axes, axisTable, type Form, type Forms, type Use } from '@wiretax/core';

type Matchers = { readonly [F in Form]: (pattern: Forms[F], value: Forms[F]) => boolean };

/**
 * Turns each entry into the exact values of the matrix that it stands for: `transport: grpc` leaves out
 * every grpc, whatever its options. An entry that matches nothing (any more, after flags have overridden
 * axes) is dropped.
 */
export function resolveExcludes(
  excludes: readonly Partial<Axes>[],
  matrices: readonly Partial<Axes>[],
): readonly Partial<Axes>[] {
  const known = new Map<keyof Axes, readonly unknown[]>();
  const valuesOf = (key: keyof Axes): readonly unknown[] => {
    const values =
      known.get(key) ?? distinct(matrices.flatMap((axes): readonly unknown[] => axes[key] ?? []));
    known.set(key, values);
    return values;
  };
  return excludes.flatMap((exclude) => {
    const resolved: Partial<Record<keyof Axes, readonly unknown[]>> = {};
    for (const key of keysOf(exclude)) {
      const values = matching(key, exclude[key] ?? [], valuesOf(key));
      if (values.length === 0) return [];
      resolved[key] = values;
    }
    return [resolved as Partial<Axes>];
  });
}

function matching(
  key: keyof Axes,
  patterns: readonly unknown[],
  values: readonly unknown[],
): readonly unknown[] {
  const matches = matchers[axisTable[key].form] as (pattern: unknown, value: unknown) => boolean;
  return values.filter((value) => patterns.some((pattern) => matches(pattern, value)));
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

const matchers: Matchers = {
  use: matchesUse,
  uses: (pattern, value) =>
    pattern.length === value.length &&
    pattern.every((use, index) => {
      const other = value[index];
      return other !== undefined && matchesUse(use, other);
    }),
  size: (pattern, value) =>
    pattern.requestBytes === value.requestBytes && pattern.replyBytes === value.replyBytes,
  count: Object.is,
  duration: Object.is,
  word: Object.is,
  flags: (pattern, value) => pattern.label === value.label,
  target: (pattern, value) => pattern.label === value.label,
};

/** A bare name matches any options, and a label matches its own. */
function matchesUse(pattern: Use, value: Use): boolean {
  if (Object.keys(pattern.options).length > 0) {
    return pattern.use === value.use && JSON.stringify(pattern.options) === JSON.stringify(value.options);
  }
  return pattern.use === value.use || pattern.use === value.label;
}

function keysOf(axes: Partial<Axes>): readonly (keyof Axes)[] {
  return Object.keys(axes) as (keyof Axes)[];
}
