import type { Host } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { fakeFiles } from '@wiretax/core/testing';
import { mute } from './mute.js';

/** A machine on which no command exists and no file can be read; its clock is the real one. */
export function bareHost(platform: string): Host {
  const notFound = (command: string): string => `spawn ${command} ENOENT`;
  return {
    ...nodeHost(),
    platform,
    console: mute,
    env: {},
    files: fakeFiles(),
    run: (command) => Promise.reject(Object.assign(new Error(notFound(command)), { code: 'ENOENT' })),
    spawn: (command) => ({
      pid: 0,
      write: () => undefined,
      end: () => undefined,
      onStdout: () => undefined,
      onStderr: () => undefined,
      exited: Promise.resolve({ code: null, signal: null, error: notFound(command) }),
      kill: () => undefined,
    }),
    setPriority: () => Promise.reject(new Error('EPERM: operation not permitted')),
  };
}
