/** The flame graphs of a run as a part of a page. */
export { flameDifferences, flameGraphs, type GraphPair } from './flame-graphs.js';
export { storedGraphs, type StoredGraph, type StoredGraphs } from './stored-graphs.js';
