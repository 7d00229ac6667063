import type { JsonSchema } from '../contract/schema.js';
import { type Problem, WiretaxError } from './errors.js';
import { hideSecret } from './hidden-secrets.js';
import { mapMarked } from './marked-options.js';

type Values = Readonly<Record<string, unknown>>;
type Environment = Readonly<Record<string, string | undefined>>;

/** What is shorter stands in too many texts to be kept out of them. */
const fewestCharacters = 4;

/**
 * The options as the plugin is to get them. What its schema marks `writeOnly` is a secret: configs, and with them ids,
 * manifests and messages to peers, name the variable of the environment that has it (`$WIRETAX_TOKEN`), and each process looks
 * it up for itself. No other variables can be named, for configs and stored runs may come from anybody. From then on no error and no log of this process says it. Problems never quote what was written.
 */
export function revealSecrets(
  options: Values,
  schema: JsonSchema | undefined,
  environment: Environment,
): { readonly options: Values; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const revealed = mapMarked(
    options,
    schema,
    ({ writeOnly }) => writeOnly === true,
    (written, path) => {
      const name = typeof written === 'string' ? /^\$(WIRETAX_\w+)$/.exec(written)?.[1] : undefined;
      const fault = name === undefined ? 'is a secret' : faultOf(name, environment[name]);
      if (fault === undefined) return hideSecret(environment[name ?? ''] ?? '', written as string);
      const remedy =
        name === undefined
          ? 'write the environment variable that has it, whose name begins with WIRETAX_, such as $WIRETAX_TOKEN'
          : 'set it to the secret';
      problems.push({ path, message: `${fault}; ${remedy}` });
      return written;
    },
  );
  return { options: revealed, problems };
}

function faultOf(name: string, value: string | undefined): string | undefined {
  if (value === undefined || value === '') return `the environment has no ${name}`;
  return value.length < fewestCharacters
    ? `${name} has fewer than ${String(fewestCharacters)} characters`
    : undefined;
}

/** The same for options that were checked before. Throws a WiretaxError if the environment has changed since. */
export function withSecrets(
  of: string,
  options: Values,
  schema: JsonSchema | undefined,
  environment: Environment,
): Values {
  const revealed = revealSecrets(options, schema, environment);
  const [problem] = revealed.problems;
  if (problem === undefined) return revealed.options;
  throw new WiretaxError('E_SECRET', `${of}: ${problem.path}: ${problem.message}`);
}
