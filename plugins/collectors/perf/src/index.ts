import { definePlugin } from '@wiretax/core';
import { flamegraph } from './flame/collector.js';
import { cpuProfile } from './flame/cpu-profile-collector.js';
import { perfStat } from './stat/collector.js';
import { perfTrace } from './trace/collector.js';

export default definePlugin({
  name: '@wiretax/plugin-perf',
  api: 2,
  apply(bench) {
    bench.collectors.add('perf-stat', perfStat);
    bench.collectors.add('perf-trace', perfTrace);
    bench.collectors.add('flamegraph', flamegraph);
    bench.collectors.add('cpu-profile', cpuProfile);
  },
});
