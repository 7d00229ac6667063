import { readFileSync } from 'node:fs';

/** The agent as one text, for `node --input-type=module -e`: what it shares with the coordinator comes before it. */
export function agentText(): string {
  const host = '../../kernel/host';
  return [
    `${host}/node-processes`,
    `${host}/node-identity`,
    `${host}/free-ports`,
    `${host}/node-base-folders`,
    './agent',
  ]
    .map(moduleText)
    .join('\n');
}

function moduleText(path: string): string {
  const text = readFileSync(new URL(`${path}.js`, import.meta.url), 'utf8');
  return text
    .replaceAll(/^import .*? from '\.[^']*';$/gm, '')
    .replaceAll(/^export /gm, '')
    .replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)$/gm, '')
    .replaceAll(/\n{2,}/g, '\n');
}
