/** What statements of analyses are made of: ids, the three wordings of what is known, names of intervals. */
export { caveatsOf } from './caveats.js';
export { claimWords, equalWords, leavesOpen, rangeWords, timesWords, unknownWords } from './claim-words.js';
export { findingId, withUniqueIds } from './finding-id.js';
export { clients, intervalWords, listed } from './wording.js';
