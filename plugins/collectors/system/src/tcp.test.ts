import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseNetworkCounters, tcpMetrics } from './tcp.js';

const snmp = `Ip: Forwarding DefaultTTL
Ip: 1 64
Tcp: RtoAlgorithm RtoMin RtoMax MaxConn RetransSegs InErrs
Tcp: 1 200 120000 -1 98598 0
`;
const netstat = `TcpExt: PruneCalled RcvPruned ListenOverflows TCPToZeroWindowAdv
TcpExt: 65 1 6 16509
IpExt: InNoRoutes
IpExt: 0
`;

test('reads pairs of lines', () => {
  const counters = parseNetworkCounters(snmp + netstat);
  assert.is(counters.get('Tcp.RetransSegs'), 98598);
  assert.is(counters.get('Tcp.MaxConn'), -1);
  assert.is(counters.get('TcpExt.ListenOverflows'), 6);
  assert.is(counters.get('Ip.Ip:'), undefined);
  assert.is(counters.size, 13);
});

test('what happened between two readings', () => {
  const before = parseNetworkCounters(snmp + netstat);
  const after = parseNetworkCounters((snmp + netstat).replace('98598', '98601').replace(' 6 ', ' 7 '));
  assert.equal(
    tcpMetrics(before, after).map(({ name, value }) => [name, value]),
    [
      ['tcp.retransmits', 3],
      ['tcp.listen-overflows', 1],
      ['tcp.receive-pruned', 0],
      ['tcp.receive-collapses', 0],
      ['tcp.zero-windows', 0],
    ],
  );
});

test('counters that this kernel doesn’t have are left out', () => {
  const counters = parseNetworkCounters(snmp);
  assert.equal(
    tcpMetrics(counters, counters).map(({ name }) => name),
    ['tcp.retransmits'],
  );
  assert.equal(tcpMetrics(new Map(), counters), []);
});

const word = fc.stringMatching(/^[A-Za-z]{1,12}$/);
const group = fc.tuple(word, fc.dictionary(word, fc.integer(), { minKeys: 1, noNullPrototype: true }));

test('any groups read the same', () => {
  fc.assert(
    fc.property(fc.uniqueArray(group, { selector: ([name]) => name }), (groups) => {
      const text = groups
        .map(
          ([name, values]) =>
            `${name}: ${Object.keys(values).join(' ')}\n${name}: ${Object.values(values).join(' ')}\n`,
        )
        .join('');
      const expected = groups.flatMap(([name, values]) =>
        Object.entries(values).map(([key, value]) => [`${name}.${key}`, value] as const),
      );
      assert.equal(new Map(parseNetworkCounters(text)), new Map(expected));
    }),
  );
});

test('any text is read, to numbers', () => {
  const line = fc.oneof(
    fc.string(),
    fc.string().map((rest) => `Tcp: ${rest}`),
  );
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      for (const value of parseNetworkCounters(lines.join('\n')).values()) assert.ok(Number.isFinite(value));
    }),
  );
});

test.run();
