import { nameCpus } from './cpu-list.js';
import { distance, nearest } from './nearness.js';
import { remarks } from './remarks.js';
import type { Cpu, Topology } from './topology.js';

/** CPUs that the user named; undefined for `auto`. */
export interface Wish {
  readonly placement: 'split' | 'shared';
  readonly server: readonly number[] | undefined;
  readonly client: readonly number[] | undefined;
  readonly middle?: readonly number[] | undefined;
}

export interface Choice {
  readonly server: readonly number[];
  readonly client: readonly number[];
  /** For all that are neither, if there are any. */
  readonly middle?: readonly number[];
  /** What the reader must know about it. */
  readonly notes: readonly string[];
}

/**
 * Where server and client go. Left to choose, the server gets one logical CPU of a performance core, not
 * CPU 0 if there is another (it takes most interrupts), and the client all CPUs of the other performance
 * cores near it, less a core for each of those `between`, if enough are left for it; otherwise they share the server's. `shared` puts all on
 * the server's first CPU. Throws if the user named a CPU that isn't online.
 */
export function choose(topology: Topology, wish: Wish, between: readonly string[] = []): Choice {
  const named = {
    server: find(topology, 'server', wish.server),
    client: find(topology, 'client', wish.client),
    middle: find(topology, 'middle', wish.middle),
  };
  const allowed = topology.cpus.filter(({ id }) => topology.allowed.includes(id));
  if (wish.placement === 'shared') {
    const both = ids((named.server ?? bestServer(allowed, undefined)).slice(0, 1));
    return { server: both, client: both, ...(between.length === 0 ? {} : { middle: both }), notes: [] };
  }
  const server = named.server ?? bestServer(allowed, named.client);
  const free = named.client ?? nearest(allowed, server);
  const all = free.length > 0 ? free : server;
  if (between.length === 0) {
    const notes = remarks(server, all, named.client !== undefined);
    return { server: ids(server), client: ids(all), notes };
  }
  const spared = named.middle ?? (named.client === undefined ? sparedFor(between.length, all) : []);
  const middle = spared.length > 0 ? spared : server;
  const rest = all.filter((cpu) => !spared.includes(cpu));
  const client = named.client ?? (rest.length > 0 ? rest : all);
  const notes = remarks(server, client, named.client !== undefined);
  if (middle === server)
    notes.push(
      `${between.join(' and ')} on ${nameCpus(ids(server))} of the server, as there is no other to spare`,
    );
  return { server: ids(server), client: ids(client), middle: ids(middle), notes };
}

/** A core each, the last ones, as long as one is left. */
function sparedFor(peers: number, cpus: readonly Cpu[]): readonly Cpu[] {
  const cores = [...new Set(cpus.map(({ core }) => core))];
  const spared = cores.slice(1).slice(-peers);
  return cpus.filter(({ core }) => spared.includes(core));
}

function find(topology: Topology, role: string, wish: readonly number[] | undefined): Cpu[] | undefined {
  if (!wish) return undefined;
  const missing = wish.filter((id) => !topology.cpus.some((cpu) => cpu.id === id));
  if (missing.length > 0) {
    throw new Error(
      `settings.pin.${role} names ${nameCpus(missing)}, but only ${nameCpus(ids(topology.cpus))} ` +
        `${topology.cpus.length === 1 ? 'is' : 'are'} online. Name one of these, or write auto.`,
    );
  }
  return topology.cpus.filter(({ id }) => wish.includes(id));
}

/** One CPU, or none if none is allowed. */
function bestServer(allowed: readonly Cpu[], client: readonly Cpu[] | undefined): Cpu[] {
  const fast = allowed.filter(({ efficiency }) => !efficiency);
  const ranked = (fast.length > 0 ? fast : allowed).map((cpu) => {
    const partners = client ?? nearest(allowed, [cpu]);
    const partner = partners[0];
    const demerits = [
      client ? distance(cpu, client) : partner ? distance(partner, [cpu]) : 0,
      cpu.id === 0 ? 2 : cpu.core === 0 ? 1 : 0,
      -partners.length,
      cpu.id,
    ];
    return { cpu, demerits };
  });
  ranked.sort((a, b) => compare(a.demerits, b.demerits));
  return ranked.slice(0, 1).map(({ cpu }) => cpu);
}

function compare(a: readonly number[], b: readonly number[]): number {
  const index = a.findIndex((value, at) => value !== b[at]);
  return (a[index] ?? 0) - (b[index] ?? 0);
}

function ids(cpus: readonly Cpu[]): number[] {
  return cpus.map(({ id }) => id);
}
