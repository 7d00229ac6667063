/** What reports show: claims beside a run, and the study's tables as published. */
export { type Figure, type Outcome, type Replication, replicationOf } from './replication.js';
export { publishedTables } from './study/published.js';
export {
  type Measure,
  type Place,
  type Published,
  type PublishedTable,
  source as studySource,
} from './study/point.js';
export { type Beside, besideStudy } from './beside.js';
