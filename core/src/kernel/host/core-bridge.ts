import * as nodeModule from 'node:module';
import { bridged } from './core-bridge-hooks.js';

interface SyncHooks {
  registerHooks?: (hooks: { resolve: typeof bridged }) => void;
}

let built = false;

/**
 * From now on `@wiretax/core` is this very core, whoever imports it: a plugin that doesn't see one, because
 * core is an optional peer of it, and a plugin that has brought its own copy. On Node 20 this starts a
 * thread, so only those who load such a plugin call it.
 */
export function bridgeCore(): void {
  if (built) return;
  built = true;
  const { registerHooks } = nodeModule as SyncHooks;
  if (registerHooks === undefined) nodeModule.register('./core-bridge-hooks.js', import.meta.url);
  else registerHooks({ resolve: bridged });
}
