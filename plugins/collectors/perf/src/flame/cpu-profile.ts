import type { Profiler } from 'node:inspector';
import type { CollectorTarget } from '@wiretax/core';
import { plain } from '@wiretax/flame';
import type { Stacks } from '@wiretax/flame';
import { locationsWithin, type Shorten } from '@wiretax/flame';

export interface ProfiledStacks {
  readonly stacks: Stacks;
  /** CPU time that a sample stands for, on average. */
  readonly nsPerSample: number;
  /** Share of the samples in which the event loop waited; those are left out. */
  readonly idleShare: number;
}

/** V8's own nodes that are no functions. */
const idle = '(idle)';
const ownFrames: ReadonlySet<string> = new Set([idle, '(program)', '(root)', '(garbage collector)']);

/** A CPU profile of V8 as folded stacks, named as those of perf are. */
export function profiledStacks(
  { nodes, samples = [], timeDeltas = [] }: Profiler.Profile,
  packages: CollectorTarget['packages'] = [],
): ProfiledStacks {
  const paths = pathsOf(nodes, locationsWithin(packages));
  const stacks = new Map<string, number>();
  let waiting = 0;
  let busy = 0;
  let busyUs = 0;
  samples.forEach((id, index) => {
    const path = paths.get(id);
    if (path === undefined) return;
    if (path.endsWith(idle)) {
      waiting += 1;
      return;
    }
    stacks.set(path, (stacks.get(path) ?? 0) + 1);
    busy += 1;
    // The time up to the next sample: the last has none.
    busyUs += Math.max(timeDeltas[index + 1] ?? 0, 0);
  });
  return {
    stacks,
    nsPerSample: busy === 0 ? 0 : (busyUs * 1000) / busy,
    idleShare: waiting + busy === 0 ? 0 : waiting / (waiting + busy),
  };
}

function pathsOf(nodes: readonly Profiler.ProfileNode[], shorten: Shorten): ReadonlyMap<number, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const paths = new Map<number, string>();
  const [root] = nodes;
  const waiting = root === undefined ? [] : [{ node: root, path: 'node' }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { node, path } = next;
    if (paths.has(node.id)) continue;
    paths.set(node.id, path);
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child !== undefined) waiting.push({ node: child, path: `${path};${frameOf(child, shorten)}` });
    }
  }
  return paths;
}

function frameOf(
  { callFrame: { functionName, url, lineNumber } }: Profiler.ProfileNode,
  shorten: Shorten,
): string {
  if (ownFrames.has(functionName)) return functionName;
  const name = functionName === '' ? '(anonymous)' : functionName;
  const place = url === '' ? '' : ` ${shorten(`${url}:${String(lineNumber + 1)}`)}`;
  return `${plain(`${name}${place}`)}_[j]`;
}
