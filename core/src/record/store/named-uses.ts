import { allAxes } from '../../contract/axes.js';

/** What a manifest has at a place, whose shape nobody has looked at yet. */
type Change = (value: unknown) => unknown;

/** A manifest with a use wherever one of before has the name of a contribution alone. */
export const withUsesOfNames: Change = members({ experiment: experimentUses });

function experimentUses(experiment: unknown): unknown {
  const fields = allAxes().flatMap(({ field, formerlyName }) => (formerlyName === true ? [field] : []));
  const each = (change: Change): Change =>
    members(Object.fromEntries(fields.map((field) => [field, change])));
  const lists = each(items(useOf));
  return members({ axes: lists, include: items(lists), exclude: items(lists), unsaid: each(useOf) })(
    experiment,
  );
}

function useOf(value: unknown): unknown {
  return typeof value === 'string' ? { use: value, options: {}, label: value } : value;
}

function items(change: Change): Change {
  return (value) => (Array.isArray(value) ? value.map(change) : value);
}

/** Changes the members that are there. */
function members(changes: Readonly<Record<string, Change>>): Change {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const entries = Object.entries(value).map(([key, member]): [string, unknown] => {
      const change = Object.hasOwn(changes, key) ? changes[key] : undefined;
      return [key, change === undefined ? member : change(member)];
    });
    return Object.fromEntries(entries);
  };
}
