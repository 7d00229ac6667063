import { type Experiment, InputError, type JsonSchema, type Problem, type Use } from '@wiretax/core';
import { type Kernel, revealSecrets } from '@wiretax/core/runtime';

/** Throws one error with every secret of a stored experiment that the environment doesn't have now. */
export function checkSecrets(
  id: string,
  { axes, include, load, collectors }: Experiment,
  kernel: Kernel,
): void {
  const matrices = [axes, ...include];
  const problems = new Map<string, Problem>();
  const look = (key: string, uses: readonly Use[], schemas: Schemas): void => {
    for (const { use, label, options } of uses) {
      const { env } = kernel.host;
      for (const { path, message } of revealSecrets(options, schemas.get(use)?.options, env).problems)
        problems.set(`${key} ${label} ${path}`, { path: `${key} ${label}, ${path}`, message });
    }
  };
  look(
    'transport',
    matrices.flatMap(({ transport = [] }) => transport),
    kernel.transports,
  );
  look(
    'flow',
    matrices.flatMap(({ flow = [] }) => flow.flat()),
    kernel.flows,
  );
  look('load', [load], kernel.loads);
  look('collector', collectors, kernel.collectors);
  if (problems.size > 0) throw new InputError('E_SECRET', `${id} can't go on`, [...problems.values()]);
}

interface Schemas {
  get(name: string): { readonly options?: JsonSchema } | undefined;
}
