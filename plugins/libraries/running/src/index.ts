/** How commands run studies: two of them interleaved, stopped by Ctrl-C, with nothing left behind. */
export { earlyEndText, refuseEarlyEnd } from './early-end.js';
export { guarded } from './guarded.js';
export { type Both, type InterleavedRequest, roles, runInterleaved } from './interleaved.js';
export { type Decide, type Half, Interleaving } from './interleaving.js';
export { awaitInterruption, type Interruption } from './interruption.js';
