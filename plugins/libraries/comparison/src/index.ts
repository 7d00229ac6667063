/** How two runs, or cells of one, compare: what is claimed, how sure it is, and what to be wary of. */
export { signedChange, signedInterval } from './change-text.js';
export { conclusionWord } from './conclusion-text.js';
export { type Compared, type Comparison, judgementsOf } from './comparison.js';
export type { Figure } from './figures.js';
export type { Difference, Judgement } from './judgement.js';
export type { Pair } from './pairing.js';
export type { Pool } from './pool.js';
export { nothingToCompare, type Sides, sidesOfRuns } from './sides.js';
export { type CompareOptions, compareSides, comparisonText, sectionOf, type TellOptions } from './told.js';
export { type FailOn, fails } from './verdict.js';
export { figures, gateFigures } from './figures.js';
export { type Answered, Gate, type GateAnswer, type GateOutcome, type GateTerms } from './gate/gate.js';
export { gateCheck } from './gate/check.js';
export { leastKnown, type PlannedLook, type Power, simulatedPower } from './gate/power.js';
export { gateSection, type GateTold } from './gate/section.js';
export { gateStatement } from './gate/statement.js';
export { readMargin, readPool } from './terms.js';
