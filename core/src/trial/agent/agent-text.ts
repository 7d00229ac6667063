import { readFileSync } from 'node:fs';

/** The agent as one text, for `node --input-type=module -e`: what it shares with the coordinator comes before it. */
export function agentText(): string {
  return ['processes', 'agent'].map(moduleText).join('\n');
}

function moduleText(name: string): string {
  const text = readFileSync(new URL(`./${name}.js`, import.meta.url), 'utf8');
  return text
    .replaceAll(/^import .*? from '\.\/\w+\.js';$/gm, '')
    .replaceAll(/^export /gm, '')
    .replaceAll(/^\s*(\/\*[\s\S]*?\*\/|\/\/.*)$/gm, '')
    .replaceAll(/\n{2,}/g, '\n');
}
