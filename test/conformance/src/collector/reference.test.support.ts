import { join } from 'node:path';
import {
  type Child,
  type Collector,
  type CollectorTarget,
  definePlugin,
  type Evidence,
  type Host,
  type Plugin,
} from '@wiretax/core';

/** A sound collector of CPU time, from inside; its evidence can be changed before it is handed in. */
export function inside(
  change: (evidence: Evidence, target: CollectorTarget) => Evidence = (same) => same,
): Collector {
  return {
    overhead: 'free',
    side: 'inside',
    probe: () => Promise.resolve({ available: true }),
    attach: (target) => {
      const start = process.cpuUsage();
      const collect = async (): Promise<Evidence> => {
        const { user, system } = process.cpuUsage(start);
        await target.host.files.write(
          join(target.directory, 'cpu.txt'),
          `${String(user)} ${String(system)}\n`,
        );
        return change(
          {
            metrics: [
              { name: 'cpu.user', value: user * 1000, unit: 'ns', kind: 'counter' },
              { name: 'cpu.system', value: system * 1000, unit: 'ns', kind: 'counter' },
            ],
            artifacts: [{ file: 'cpu.txt', mediaType: 'text/plain' }],
            notes: ['in steps of 1 µs'],
          },
          target,
        );
      };
      let evidence: Promise<Evidence> | undefined;
      return Promise.resolve({ detach: () => (evidence ??= collect()) });
    },
  };
}

/** What an outside collector can do wrong. */
export interface OutsideParts {
  readonly probe: Collector['probe'];
  readonly alive: (pid: number) => boolean;
  /** Ends the tool when the window does. */
  readonly end: (tool: Child) => Promise<unknown>;
  readonly onAbort: (tool: Child) => void;
  /** What to do when the process has ended before the window. */
  readonly gone: () => Promise<unknown>;
  readonly explain: (reason: string) => string;
}

const tool = 'cat';

const sound: OutsideParts = {
  probe: (host) =>
    host.run(tool, [], { timeoutMs: 5000 }).then(
      () => ({ available: true }),
      () => ({ available: false, missing: `${tool} is not installed`, remedy: 'apt-get install coreutils' }),
    ),
  alive: (pid) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  },
  end: (child) => {
    child.end();
    return child.exited;
  },
  onAbort: (child) => {
    child.kill('SIGKILL');
  },
  gone: () => Promise.resolve(),
  explain: (reason) => `${tool} can't be started: ${reason}`,
};

/** A sound collector with a tool that runs for as long as it is attached. */
export function outside(parts: Partial<OutsideParts> = {}): Collector {
  const { probe, alive, end, onAbort, gone, explain } = { ...sound, ...parts };
  return {
    overhead: 'light',
    side: 'outside',
    probe,
    attach: async ({ pid, host, signal }) => {
      if (!alive(pid)) throw new Error(`process ${String(pid)} is gone`);
      const running = await started(host, explain);
      signal.addEventListener('abort', () => {
        onAbort(running);
      });
      const collect = async (): Promise<Evidence> => {
        await end(running);
        if (!sound.alive(pid)) await gone();
        return {
          metrics: [{ name: 'lines', value: 1, unit: 'count', kind: 'counter' }],
          artifacts: [],
          notes: [],
        };
      };
      let evidence: Promise<Evidence> | undefined;
      return { detach: () => (evidence ??= collect()) };
    },
  };
}

/** The tool, once it has answered. */
function started(host: Host, explain: OutsideParts['explain']): Promise<Child> {
  const child = host.spawn(tool, []);
  return new Promise((resolve, reject) => {
    child.onStdout(() => {
      resolve(child);
    });
    void child.exited.then(({ error = 'it ended' }) => {
      reject(new Error(explain(error)));
    });
    child.write('?\n');
  });
}

export function pluginOf(collector: Collector, name = 'sample'): Plugin {
  return definePlugin({
    name: 'wiretax-plugin-sample',
    api: 2,
    apply(bench) {
      bench.collectors.add(name, collector);
    },
  });
}
