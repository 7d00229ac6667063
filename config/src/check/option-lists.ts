import { allAxes, type Axes, type Experiment, type JsonSchema, type Use } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';
import type { Mention } from '../read/located.js';
import { isPlainObject, type PlainObject } from '../read/plain-object.js';
import { labelOf } from '../read/use.js';
import { catalogOf } from './uses.js';

/**
 * A list where an option takes a single value stands for one contribution each: `{use: sidecar, hops: [1, 2]}` is two values of its
 * axis. What options take is known only when plugins are there.
 */
export function expandOptionLists<T extends Pick<Experiment, 'axes' | 'include'>>(
  experiment: T,
  kernel: Kernel,
): T {
  const expanded = <A extends Partial<Axes>>(axes: A): A => {
    const changed = allAxes().flatMap(({ field, form, kind }) => {
      const values = axes[field];
      if (values === undefined || kind === undefined || form !== 'use') return [];
      const schemaOf = ({ use }: Use): JsonSchema | undefined => catalogOf(kernel, kind).get(use)?.options;
      return [[field, (values as readonly Use[]).flatMap((use) => variantsOf(use, schemaOf(use)))] as const];
    });
    return { ...axes, ...Object.fromEntries(changed) };
  };
  return { ...experiment, axes: expanded(experiment.axes), include: experiment.include.map(expanded) };
}

/** The same for what a config names, so that each is checked by itself. */
export function expandMentions(mentions: readonly Mention[], kernel: Kernel): readonly Mention[] {
  const kinds = new Set(
    allAxes().flatMap(({ form, kind }) => (form === 'use' && kind !== undefined ? [kind] : [])),
  );
  return mentions.flatMap((mention) => {
    if (!kinds.has(mention.kind)) return [mention];
    const schema = catalogOf(kernel, mention.kind).get(mention.name)?.options;
    return optionsOf(mention.options, schema).map((options) => ({ ...mention, options }));
  });
}

function variantsOf(use: Use, schema: JsonSchema | undefined): readonly Use[] {
  const variants = optionsOf(use.options, schema);
  if (variants.length === 1) return [use];
  const isDefault = use.label === labelOf(use.use, use.options);
  return variants.map((options) => {
    const own = Object.fromEntries(
      Object.entries(options).filter(([key]) => Array.isArray(use.options[key])),
    );
    return { ...use, options, label: isDefault ? labelOf(use.use, options) : labelOf(use.label, own) };
  });
}

/** Every combination of the values in lists that stand where the schema wants none. */
function optionsOf(options: PlainObject, schema: JsonSchema | undefined): readonly PlainObject[] {
  const properties: unknown = schema?.['properties'];
  const lists = Object.entries(options).filter(
    ([key, value]) =>
      Array.isArray(value) && value.length > 0 && isPlainObject(properties) && takesNoList(properties[key]),
  ) as [string, readonly unknown[]][];
  return lists.reduce<readonly PlainObject[]>(
    (variants, [key, values]) =>
      variants.flatMap((each) => values.map((value) => ({ ...each, [key]: value }))),
    [options],
  );
}

function takesNoList(schema: unknown): boolean {
  if (!isPlainObject(schema)) return false;
  const { type, enum: words } = schema;
  if (Array.isArray(words)) return !words.some(Array.isArray);
  return type !== undefined && ![type].flat().includes('array');
}
