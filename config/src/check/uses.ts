import {
  allAxes,
  type Axes,
  type Experiment,
  type JsonSchema,
  type Kind,
  kindTable,
  type Use,
} from '@wiretax/core';
import type { Kernel } from '@wiretax/core/run';

/** What takes options in an experiment. */
type Used = Pick<Experiment, 'axes' | 'include' | 'collectors' | 'machines'>;

export interface UsePlace {
  readonly kind: Kind;
  /** The top key of the config that has it. */
  readonly key: string;
  /** Of its options; undefined if it takes none, or isn't there. */
  readonly schema: JsonSchema | undefined;
}

/** The experiment with every use in it changed that may have options. */
export function mapUses<T extends Used>(
  experiment: T,
  kernel: Kernel,
  change: (use: Use, place: UsePlace) => Use,
): T {
  const changed = (use: Use, kind: Kind, key: string): Use =>
    change(use, { kind, key, schema: catalogOf(kernel, kind).get(use.use)?.options });
  const axesOf = <A extends Partial<Axes>>(axes: A, below?: string): A => {
    const changedAxes = allAxes().flatMap(({ field, name, form, kind }) => {
      const values = axes[field];
      if (values === undefined || kind === undefined) return [];
      const one = (use: Use): Use => changed(use, kind, below ?? name);
      const of =
        form === 'uses'
          ? (values as Axes['flow']).map((chain) => chain.map(one))
          : (values as readonly Use[]).map(one);
      return [[field, of] as const];
    });
    return { ...axes, ...Object.fromEntries(changedAxes) };
  };
  return {
    ...experiment,
    axes: axesOf(experiment.axes),
    include: experiment.include.map((axes) => axesOf(axes, 'include')),
    collectors: experiment.collectors.map((use) => changed(use, 'collector', 'collectors')),
    ...(experiment.machines === undefined
      ? {}
      : {
          machines: Object.fromEntries(
            Object.entries(experiment.machines).map(([name, machine]) => [
              name,
              { ...machine, launcher: changed(machine.launcher, 'launcher', 'machines') },
            ]),
          ),
        }),
  };
}

interface AnyCatalog {
  get(name: string): { readonly options?: JsonSchema } | undefined;
  entry(name: string): { readonly owner: { readonly name: string } } | undefined;
  entries(): readonly { readonly name: string }[];
}

export function catalogOf(kernel: Kernel, kind: Kind): AnyCatalog {
  return kernel[kindTable[kind].plural] as AnyCatalog;
}
