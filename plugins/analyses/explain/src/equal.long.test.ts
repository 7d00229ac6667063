import type { Results, Row, RowMetric } from '@wiretax/core';
import { sampleRowMetric } from '@wiretax/core/testing';
import { studiesWithClaim, syntheticStudies } from '@wiretax/statistics/synthetic';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { explanation } from './analysis.js';

const studies = 100;

/** A profile of each peer; of grpc `protocol` is this many times as much. */
function profiled(draw: (number: number) => Results, cpu: number): (number: number) => Results {
  return (number) => {
    const results = draw(number);
    const rows = results.rows.map((row) => {
      const factor = row.cell.transport.label === 'grpc' ? cpu : 1;
      const heavier = (peers: Row['peers']): Row['peers'] =>
        Object.fromEntries(
          Object.entries(peers).map(([name, of]) => {
            const [userNsPerCall, systemNsPerCall] = [of.userNsPerCall * factor, of.systemNsPerCall * factor];
            return [name, { ...of, userNsPerCall, systemNsPerCall }];
          }),
        );
      return {
        ...row,
        peers: heavier(row.peers),
        launches: row.launches.map((launch) => ({ ...launch, peers: heavier(launch.peers) })),
        metrics: (['client', 'server'] as const).flatMap((peer): RowMetric[] => {
          const of = {
            collector: 'flamegraph',
            peer,
            window: 'profile',
            kind: 'counter',
            comparable: true,
          } as const;
          const shares = { protocol: factor, 'kernel-network': 1 };
          return [
            sampleRowMetric({ ...of, name: 'samples', unit: 'count', value: 5000 }),
            ...Object.entries(shares).map(([part, share]) =>
              sampleRowMetric({
                ...of,
                name: `cpu.${part}`,
                unit: 'ns',
                value: share * 1e6,
                perCall: share * 1e6,
              }),
            ),
          ];
        }),
      };
    });
    return { ...results, rows };
  };
}

const drawn = syntheticStudies({ bytes: [64, 65_536], clients: [1, 50] });

test('of transports that are alike none is said to take more CPU time in more than 5 % of studies', () => {
  const claimed = studiesWithClaim(explanation, profiled(drawn, 1), studies, ({ statement }) =>
    statement.startsWith('A call of'),
  );
  assert.ok(claimed <= 0.05 * studies, `${String(claimed)} of ${String(studies)}`);
});

test('one that takes half as much more is found, with the part that it is in', () => {
  const found = studiesWithClaim(explanation, profiled(drawn, 1.5), 20, ({ statement }) =>
    /^A call of grpc\.64B\.c1 takes .* more than one of tcp\.64B\.c1, .* is protocol code/.test(statement),
  );
  assert.ok(found >= 19, String(found));
});

test.run();
