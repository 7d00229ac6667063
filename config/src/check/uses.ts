import type { Axes, Experiment, JsonSchema, Use } from '@wiretax/core';
import type { Kernel } from '@wiretax/core/runtime';
import { type Kind, pluralOf } from '../plugins/kinds.js';

/** What takes options in an experiment. */
type Used = Pick<Experiment, 'axes' | 'include' | 'load' | 'collectors'>;

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
  const axesOf = <A extends Partial<Axes>>(axes: A, key?: string): A => ({
    ...axes,
    ...(axes.transport && {
      transport: axes.transport.map((use) => changed(use, 'transport', key ?? 'transport')),
    }),
    ...(axes.flow && {
      flow: axes.flow.map((chain) => chain.map((use) => changed(use, 'flow', key ?? 'flow'))),
    }),
  });
  return {
    ...experiment,
    axes: axesOf(experiment.axes),
    include: experiment.include.map((axes) => axesOf(axes, 'include')),
    load: changed(experiment.load, 'load', 'load'),
    collectors: experiment.collectors.map((use) => changed(use, 'collector', 'collectors')),
  };
}

interface AnyCatalog {
  get(name: string): { readonly options?: JsonSchema } | undefined;
  entry(name: string): { readonly owner: { readonly name: string } } | undefined;
  entries(): readonly { readonly name: string }[];
}

export function catalogOf(kernel: Kernel, kind: Kind): AnyCatalog {
  return kernel[pluralOf[kind] as 'transports'];
}
