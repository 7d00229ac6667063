import type { Files, Folder } from '../../contract/files.js';
import type { Host } from '../../contract/host.js';
import type { Machine } from '../../contract/machine.js';
import type { RunOptions, RunResult } from '../../contract/processes.js';
import { WiretaxError } from '../../kernel/errors.js';
import { type AgentConnection, agentLimitMs } from './agent-connection.js';

/** What an agent says of its machine. */
export interface Hello {
  readonly node: string;
  readonly v8: string;
  readonly executable: string;
  readonly architecture: string;
  readonly platform: string;
  readonly pid: number;
  readonly clockDomain: string;
  readonly root: string;
}

/** A machine through its agent. Processes are started by a cast, and files are only read; whoever asks for more is told so. */
export function remoteMachine(
  name: string,
  address: string,
  agent: AgentConnection,
  hello: Hello,
  here: Host,
): Machine {
  const { node, v8, executable, architecture, pid } = hello;
  const ask = agent.ask.bind(agent);
  const refuse = (what: string) => (): never => {
    throw new WiretaxError('E_MACHINE', `machine ${name}: ${what} can't be done from here`);
  };
  return Object.freeze<Machine>({
    name,
    address,
    clockDomain: hello.clockDomain,
    platform: hello.platform,
    env: {},
    runtime: { node, v8, executable, architecture, pid, flags: [], identity: `${name} ${String(pid)}` },
    clock: here.clock,
    console: here.console,
    files: remoteFiles(agent, refuse),
    spawn: refuse('starting a process'),
    run: (command: string, args: readonly string[], options: RunOptions = {}): Promise<RunResult> => {
      const { timeoutMs = agentLimitMs, input = '' } = options;
      return ask('run', { argv: [command, ...args], timeoutMs, input });
    },
    setPriority: async (id, nice) => {
      await ask('priority', { id, nice });
    },
    endStrays: () => Promise.resolve([]),
    fateOf: () => 'unknown',
    ports: (count) => ask('ports', { count, address }),
    processes: (of) => ask('processes', { pid: of }),
    listeners: (at) => ask('listeners', { at }),
    usage: (pids) => ask('usage', { pids }),
  });
}

function remoteFiles(agent: AgentConnection, refuse: (what: string) => () => never): Files {
  const read = (path: string): Promise<string> => agent.ask('text', { path });
  const folder: Folder = {
    read,
    readEach: (at, names) =>
      Promise.all(names.map((name) => read(`${at}/${name}`).catch((thrown: unknown) => thrown as Error))),
    parts: refuse('reading a large file'),
    write: refuse('writing a file'),
    openLog: refuse('writing a file'),
    exists: (path) =>
      read(path).then(
        () => true,
        () => false,
      ),
    list: (path) => agent.ask<readonly string[]>('list', { path }).catch(() => []),
    makeDirectory: refuse('making a folder'),
    remove: refuse('removing a file'),
    truncate: refuse('writing a file'),
    create: refuse('writing a file'),
  };
  return {
    ...folder,
    within: () => folder,
    lockFolder: refuse('locking a folder'),
    temporaryDirectory: refuse('making a folder'),
  };
}
