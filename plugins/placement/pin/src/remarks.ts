import { nameCpus } from './cpu-list.js';
import { onOtherNode } from './nearness.js';
import type { Cpu } from './topology.js';

/** What the reader must know about CPUs that were meant to keep server and client apart. */
export function remarks(server: readonly Cpu[], client: readonly Cpu[], clientWasNamed: boolean): string[] {
  const overlap = client.filter((cpu) => server.some(({ id }) => id === cpu.id));
  const siblings = client.filter(
    (cpu) => !overlap.includes(cpu) && server.some(({ core }) => core === cpu.core),
  );
  const notes: string[] = [];
  if (overlap.length > 0) {
    const why = clientWasNamed ? '' : ', as there is no other that may be used';
    notes.push(`server and client share ${name(overlap)}${why}`);
  }
  if (siblings.length > 0) {
    const why = clientWasNamed ? '' : ', as there is no other core that may be used';
    notes.push(`server and client share a physical core: ${name(siblings)} is its SMT sibling${why}`);
  }
  return notes.length > 0 || clientWasNamed ? notes : remoteness(server, client);
}

function remoteness(server: readonly Cpu[], client: readonly Cpu[]): string[] {
  const [ours] = server;
  const [theirs] = client;
  if (!ours || !theirs) return [];
  const notes: string[] = [];
  if (theirs.efficiency) notes.push('only efficiency cores are left for the client');
  if (onOtherNode(ours, theirs)) {
    notes.push(`the client is on another ${theirs.package === ours.package ? 'NUMA node' : 'package'}`);
  }
  return notes;
}

function name(cpus: readonly Cpu[]): string {
  return nameCpus(cpus.map(({ id }) => id));
}
