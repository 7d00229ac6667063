import type { Kernel } from '@wiretax/core/run';
import { awaitInterruption as awaitSignals, type Interruption } from '@wiretax/running';
import { endProcess } from '../startup/end-process.js';

/** Turns Ctrl-C and SIGTERM, and errors that nobody catches, into an abort. */
export function awaitInterruption(say: (text: string) => void, plugins: Kernel['plugins']): Interruption {
  return awaitSignals(say, plugins, endProcess);
}
