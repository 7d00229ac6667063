/** Rows with a planted truth, for tests of analyses. */
export { crossingStudy, unsupportedIntervals } from './few-launches.js';
export { normal } from './random.js';
export { type SyntheticShape, syntheticLaunches } from './synthetic-launches.js';
export { contenderRow, type SyntheticRowShape, syntheticRow } from './synthetic-rows.js';
export {
  studiesWithClaim,
  type SyntheticPlace,
  type SyntheticStudyShape,
  syntheticStudies,
} from './synthetic-studies.js';
export { type SyntheticYardsticks, withYardsticks } from './synthetic-yardstick.js';
