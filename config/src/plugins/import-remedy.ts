import { extname } from 'node:path';
import { codeOf, reasonOf } from '@wiretax/core';

/** What the author of a module can do about Node.js not importing it, where that isn't plain from Node's words. */
export function importRemedy(thrown: unknown, entry: string, coreVersion: string): string | undefined {
  const reason = reasonOf(thrown);
  if (/^\.[cm]?tsx?$/.test(extname(entry)) && !(thrown instanceof ReferenceError))
    return 'it is TypeScript: compile it (npx tsc) and name the JavaScript that comes of it';
  if (isCommonJs(thrown, reason))
    return 'plugins are ES modules: write import and export, with "type": "module" in package.json, or call the file .mjs';
  const missing = /'@wiretax\/core(\/\w+)?' does not provide an export named '(.+?)'/.exec(reason);
  if (missing !== null) {
    const [, subpath = '', name = ''] = missing;
    return `@wiretax/core${subpath} ${coreVersion} has no ${name}, and is the one that every plugin gets: update wiretax if a later one has it, or the plugin`;
  }
  return undefined;
}

function isCommonJs(thrown: unknown, reason: string): boolean {
  const words = [
    /^(require|module|exports|__dirname|__filename) is not defined/,
    /Cannot use import statement outside a module/,
    /Unexpected token 'export'/,
    /^Cannot find module '@wiretax\/core/,
  ];
  return codeOf(thrown) === 'ERR_REQUIRE_ESM' || words.some((word) => word.test(reason));
}
