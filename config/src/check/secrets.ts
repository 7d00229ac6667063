import type { Experiment, Host, Problem } from '@wiretax/core';
import { type Kernel, type LoadedPlugin, revealSecrets } from '@wiretax/core/run';
import { mapUses } from './uses.js';

/** Which plugins can be applied: those that have the secrets of their settings; and which ones the environment lacks. */
export function withSecretsOfSettings(
  plugins: readonly LoadedPlugin[],
  settings: Experiment['settings'],
  environment: Host['env'],
): { readonly ready: readonly LoadedPlugin[]; readonly missing: readonly Problem[] } {
  const missing: Problem[] = [];
  const ready = plugins.filter(({ plugin: { name, settings: schema } }) => {
    const { problems } = revealSecrets({ ...settings[name] }, schema, environment);
    for (const { path, message } of problems) missing.push({ path: `settings of ${name}, ${path}`, message });
    return problems.length === 0;
  });
  return { ready, missing };
}

/** Secrets in options of a stored experiment that the environment doesn't have now. */
export function missingSecrets(experiment: Experiment, kernel: Kernel): readonly Problem[] {
  const problems = new Map<string, Problem>();
  mapUses(experiment, kernel, (use, { kind, schema }) => {
    const subject = `${kind} ${use.label}`;
    for (const { path, message } of revealSecrets(use.options, schema, kernel.host.env).problems)
      problems.set(`${subject} ${path}`, { path: `${subject}, ${path}`, message });
    return use;
  });
  return [...problems.values()];
}
