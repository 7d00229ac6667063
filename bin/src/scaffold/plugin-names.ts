import { InputError } from '@wiretax/core';
import { quote } from '@wiretax/config/read/quote.js';

export interface PluginNames {
  /** Of the package: `@acme/wiretax-plugin-udp`. */
  readonly package: string;
  /** Of what it contributes: `udp`. */
  readonly contribution: string;
  /** Of the folder that it is written into, unless told otherwise: `wiretax-plugin-udp`. */
  readonly folder: string;
}

const wordPattern = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const prefix = 'wiretax-plugin-';
/** npm's own limit. */
const longestPackageName = 214;

/** From the name of a contribution (`udp`) or of a package. Throws an InputError that says what is wrong with it. */
export function pluginNames(given: string): PluginNames {
  const { scope, base } = parts(given);
  const ours = scope === '@wiretax' && base.startsWith('plugin-') ? 'plugin-' : prefix;
  const prefixed = base.startsWith(ours);
  const contribution = prefixed ? base.slice(ours.length) : base;
  if (!wordPattern.test(contribution) || (scope !== undefined && !/^@[a-z0-9][\w.-]*$/.test(scope))) {
    throw bad(given, `must be lower-case letters, digits and single dashes, as in udp or ${prefix}udp`);
  }
  if (contribution === 'none') throw bad(given, 'stands for nothing at all in configs; choose another');
  if (scope !== undefined && !prefixed) {
    throw bad(
      given,
      `is no package that wiretax takes for a plugin; call it ${scope}/${prefix}${contribution}`,
    );
  }
  const folder = `${ours}${contribution}`;
  const name = scope === undefined ? folder : `${scope}/${folder}`;
  if (name.length > longestPackageName) {
    throw bad(
      given,
      `makes a package name of more than ${String(longestPackageName)} characters; choose a shorter one`,
    );
  }
  return { package: name, contribution, folder };
}

function parts(given: string): { readonly scope: string | undefined; readonly base: string } {
  const [first = '', ...rest] = given.split('/');
  return given.startsWith('@') && rest.length > 0
    ? { scope: first, base: rest.join('/') }
    : { scope: undefined, base: given };
}

function bad(given: string, reason: string): InputError {
  return new InputError('E_BAD_NAME', `the name ${quote(given)} ${reason}`);
}
