/** Folded stacks of one peer, and the CPU time of a call that they are samples of, ns. */
export interface Samples {
  /** Lines of `outermost;…;innermost count`. */
  readonly folded: string;
  readonly cpuNs: number;
}

/** CPU time of a call in one function itself, less what it calls; ns. */
export interface FrameDifference {
  readonly frame: string;
  readonly aNs: number;
  readonly bNs: number;
}

/** The functions in which the two sides differ most, both peers together. */
export function frameDifferences(
  a: readonly Samples[],
  b: readonly Samples[],
  most = 5,
): readonly FrameDifference[] {
  const [inA, inB] = [selfTimes(a), selfTimes(b)];
  return [...new Set([...inA.keys(), ...inB.keys()])]
    .map((frame) => ({ frame, aNs: inA.get(frame) ?? 0, bNs: inB.get(frame) ?? 0 }))
    .sort((x, y) => Math.abs(y.bNs - y.aNs) - Math.abs(x.bNs - x.aNs))
    .slice(0, most);
}

/** The functions that take most CPU time of a call themselves, each peer's, ns. */
export function hottestFunctions(
  client: readonly Samples[],
  server: readonly Samples[],
  most = 20,
): readonly { readonly frame: string; readonly clientNs: number; readonly serverNs: number }[] {
  return frameDifferences(client, server, Number.POSITIVE_INFINITY)
    .map(({ frame, aNs, bNs }) => ({ frame, clientNs: aNs, serverNs: bNs }))
    .sort((x, y) => y.clientNs + y.serverNs - x.clientNs - x.serverNs)
    .slice(0, most);
}

function selfTimes(peers: readonly Samples[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { folded, cpuNs } of peers) {
    const leaves = folded.split('\n').flatMap((line) => {
      const [, stack, count] = /^(.+) (\d+)$/.exec(line) ?? [];
      return stack === undefined
        ? []
        : [{ frame: stack.slice(stack.lastIndexOf(';') + 1), count: Number(count) }];
    });
    const total = leaves.reduce((sum, { count }) => sum + count, 0);
    for (const { frame, count } of leaves)
      times.set(frame, (times.get(frame) ?? 0) + (count / total) * cpuNs);
  }
  return times;
}
