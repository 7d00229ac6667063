import type { Child, Host } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { mute } from './mute.js';

/** The real machine, which knows what was started through it and is still running. */
export interface WatchedHost {
  readonly host: Host;
  /** Command lines of what is running. */
  running(): readonly string[];
  killAll(): void;
}

export function watchedHost(): WatchedHost {
  const real = nodeHost();
  const commands = new Map<symbol, string>();
  const children = new Set<Child>();
  const watch = (command: string, args: readonly string[], ended: Promise<unknown>): void => {
    const key = Symbol(command);
    commands.set(key, [command, ...args].join(' '));
    const forget = (): void => void commands.delete(key);
    ended.then(forget, forget);
  };
  return {
    host: {
      ...real,
      console: mute,
      spawn: (command, args, options) => {
        const child = real.spawn(command, args, options);
        children.add(child);
        watch(command, args, child.exited);
        return child;
      },
      run: (command, args, options) => {
        const result = real.run(command, args, options);
        watch(command, args, result);
        return result;
      },
    },
    running: () => [...commands.values()],
    killAll: () => {
      for (const child of children) child.kill('SIGKILL');
    },
  };
}
