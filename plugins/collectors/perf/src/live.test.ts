import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Evidence } from '@wiretax/core';
import { nodeHost } from '@wiretax/core/run';
import { gatherLive, readsPerWork } from './live-process.test.support.js';
import { perfStat } from './stat/collector.js';
import { threadsOf } from './threads.js';
import { perfTrace } from './trace/collector.js';
import { hasStrace, startStrace } from './trace/strace.js';
import { traceMetrics } from './trace/trace-metrics.js';

const host = nodeHost();

const valueOf = ({ metrics }: Pick<Evidence, 'metrics'>, wanted: string): number | undefined =>
  metrics.find(({ name }) => name === wanted)?.value;

function skip(reason: string): void {
  host.console.out(`SKIPPED: ${reason}\n`);
}

/** Context switches of a process since it was started, by the kernel's own account. */
async function contextSwitches(pid: number): Promise<number> {
  let sum = 0;
  for (const thread of await threadsOf(host, pid)) {
    const status = await host.files.read(`/proc/${String(pid)}/task/${String(thread)}/status`);
    for (const [, count] of status.matchAll(/ctxt_switches:\s*(\d+)/g)) sum += Number(count);
  }
  return sum;
}

test('perf-stat counts what /proc counts, and the system calls that were made', async () => {
  const availability = await perfStat.probe(host);
  if (!availability.available) {
    skip(availability.missing);
    return;
  }
  const switches = { before: 0, opened: 0, closing: 0, after: 0 };
  const evidence = await gatherLive(host, perfStat, async (pid, moment) => {
    switches[moment] = await contextSwitches(pid);
  });
  assert.ok((valueOf(evidence, 'task-clock') ?? 0) > 0);
  const counted = valueOf(evidence, 'context-switches');
  if (counted === undefined) skip(`context switches: ${evidence.notes.join('; ')}`);
  else {
    const said = `${String(counted)}, and /proc: ${JSON.stringify(switches)}`;
    assert.ok(counted >= switches.closing - switches.opened, said);
    assert.ok(counted <= switches.after - switches.before, said);
  }
  if (availability.note !== undefined) {
    skip(availability.note);
    return;
  }
  const reads = valueOf(evidence, 'syscalls.read') ?? 0;
  assert.ok(reads >= readsPerWork && reads < readsPerWork + 300, `${String(reads)} reads`);
  assert.ok((valueOf(evidence, 'syscalls') ?? 0) >= reads);
});

test('perf-trace times the system calls that were made', async () => {
  const availability = await perfTrace.probe(host);
  if (!availability.available) {
    skip(availability.missing);
    return;
  }
  if (availability.note !== undefined) {
    skip(availability.note);
    return;
  }
  const evidence = await gatherLive(host, perfTrace);
  const reads = valueOf(evidence, 'syscalls.read.calls') ?? 0;
  // On a busy machine perf loses events, which is fine as long as the reader is told.
  const lost = evidence.notes.some((note) => note.startsWith('perf lost events: lost '));
  const said = `${String(reads)} reads; notes: ${evidence.notes.join('; ')}`;
  assert.ok((lost || reads >= readsPerWork) && reads < readsPerWork + 300, said);
  const [p50, p99] = [valueOf(evidence, 'syscalls.read.p50'), valueOf(evidence, 'syscalls.read.p99')];
  assert.ok(p50 !== undefined && p99 !== undefined && p50 > 0 && p99 >= p50);
  assert.ok((valueOf(evidence, 'syscalls.read.time') ?? 0) >= (p50 * reads) / 3);
});

test('so does strace', async () => {
  if (!(await hasStrace(host))) {
    skip('strace is not installed');
    return;
  }
  let refusal: string | undefined;
  const evidence = await gatherLive(host, {
    ...perfTrace,
    attach: async (target) => {
      const tracing = await startStrace(target);
      return {
        detach: async () => ({
          metrics: traceMetrics((await tracing.finish()).calls),
          artifacts: [],
          notes: [],
        }),
      };
    },
  }).catch((thrown: unknown) => {
    refusal = String(thrown);
  });
  if (!evidence) {
    assert.match(refusal ?? '', /not permitted/i);
    skip(refusal ?? '');
    return;
  }
  const reads = valueOf(evidence, 'syscalls.read.calls') ?? 0;
  // On a busy machine perf loses events, which is fine as long as the reader is told.
  const lost = evidence.notes.some((note) => note.startsWith('perf lost events: lost '));
  const said = `${String(reads)} reads; notes: ${evidence.notes.join('; ')}`;
  assert.ok((lost || reads >= readsPerWork) && reads < readsPerWork + 300, said);
  assert.ok((valueOf(evidence, 'syscalls.read.time') ?? 0) > 0);
});

/** Run as another user, it prints what both collectors bring back, or why they don't. */
const program = `
  const at = ${JSON.stringify(import.meta.url)};
  const { nodeHost } = await import(${JSON.stringify(import.meta.resolve('@wiretax/core/run'))});
  const { gatherLive } = await import(new URL('live-process.test.support.js', at));
  const { perfStat } = await import(new URL('stat/collector.js', at));
  const { perfTrace } = await import(new URL('trace/collector.js', at));
  for (const collector of [perfStat, perfTrace]) {
    console.log(await gatherLive(nodeHost(), collector).then(({ notes }) => notes.join('\\n'), String));
  }
`;

test('a user without rights gets what there is, and the sysctl for the rest', async () => {
  const asNobody = (...args: readonly string[]): ReturnType<typeof host.run> =>
    host.run('setpriv', [
      ...['--reuid=65534', '--regid=65534', '--clear-groups', host.runtime.executable],
      ...args,
    ]);
  // It must also find Node.js itself, which may lie in a folder of root's, and this file.
  const again = `await import(${JSON.stringify(import.meta.resolve('@wiretax/core'))});
    (await import('node:child_process')).execFileSync(process.execPath, ['--version']);`;
  const trial = await asNobody('--input-type=module', '-e', again).catch(() => undefined);
  if (trial?.code !== 0) {
    skip('setpriv can’t run Node.js as another user here');
    return;
  }
  const { stdout, stderr } = await asNobody('--input-type=module', '-e', program);
  assert.match(stdout, /kernel\.perf_event_paranoid|\/sys\/kernel\/tracing|perf is not installed/, stderr);
  assert.match(stdout, /sysctl -w|or run as root|apt-get install/);
});

test.run();
