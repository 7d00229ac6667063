import type { Cpu } from './topology.js';

const SAME_NODE = 1;
const SAME_PACKAGE = 2;
const ELSEWHERE = 3;
const EFFICIENCY = 10;
const SIBLING = 20;
const SAME_CPU = 40;

/** How unsuitable a CPU is as the partner of those: 0 for another performance core beside the first of them. */
export function distance(cpu: Cpu, from: readonly Cpu[]): number {
  const origin = from[0];
  if (!origin) return 0;
  if (from.some(({ id }) => id === cpu.id)) return SAME_CPU;
  if (from.some(({ core }) => core === cpu.core)) return SIBLING;
  return (cpu.efficiency ? EFFICIENCY : 0) + apart(cpu, origin);
}

/** All candidates that are equally near, and nearer than any other; none of `from` themselves. */
export function nearest(candidates: readonly Cpu[], from: readonly Cpu[]): readonly Cpu[] {
  const others = candidates.filter((cpu) => distance(cpu, from) < SAME_CPU);
  const best = Math.min(...others.map((cpu) => distance(cpu, from)));
  return others.filter((cpu) => distance(cpu, from) === best);
}

export function onOtherNode(a: Cpu, b: Cpu): boolean {
  return apart(a, b) >= SAME_PACKAGE;
}

function apart(a: Cpu, b: Cpu): number {
  if (a.node === b.node) return a.package === b.package ? 0 : SAME_NODE;
  return a.package === b.package ? SAME_PACKAGE : ELSEWHERE;
}
