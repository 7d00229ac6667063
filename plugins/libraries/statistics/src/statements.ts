/** What statements of analyses are made of: ids, names of intervals, marks for rows that are used with care. */
export { findingId, withUniqueIds } from './finding-id.js';
export { clients, intervalWords, listed, reservations } from './wording.js';
