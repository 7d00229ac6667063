import { API } from '../contract/plugin.js';

const page = 'https://github.com/wiretax/wiretax/blob/main/docs/migrating-to-api-2.md';

/** What keeps a plugin that states this version of the contracts from working here; undefined for the right one. */
export function apiFault(api: unknown): string | undefined {
  if (api === API) return undefined;
  const fault = `made for plugin api ${api === undefined ? 'nothing' : JSON.stringify(api)}, this wiretax has ${String(API)}`;
  if (typeof api === 'number' && api > API) return `${fault}; update wiretax`;
  if (api !== 1) return `${fault}; update the plugin`;
  return `${fault}; update the plugin: loads are a pace, flow controls a gate, clients tell their slots, links are plugins and peers have names, see ${page}`;
}
