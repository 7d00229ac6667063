export { thresholdChecks, withThresholds } from './checks.js';
