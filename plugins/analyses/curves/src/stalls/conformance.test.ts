import { testAnalysis } from '@wiretax/conformance/analysis';
import { sampleResults, sampleRow } from '@wiretax/core/testing';
import { test } from 'uvu';
import { closedWindow } from './closed-window.test.support.js';
import plugin from '../index.js';

const stalls = [{ startNs: 2e8, lengthNs: 4e8 }];
const launch = closedWindow({ clients: 10, calls: 5000, service: () => 1e6, seed: 1, stalls });

testAnalysis({
  test,
  plugin,
  name: 'stalls',
  results: sampleResults([sampleRow({ clients: 10 }, { launches: [launch] })]),
});

test.run();
