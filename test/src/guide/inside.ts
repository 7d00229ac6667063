import { definePlugin, type Child, type Launcher } from '@wiretax/core';

const inside: Launcher = {
  options: {
    properties: { pid: { type: 'integer' }, address: { type: 'string' } },
    required: ['pid', 'address'],
  },
  probe: () => Promise.resolve({ available: true }),
  open: ({ options: { pid, address }, host, signal }) => {
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    const running: Child[] = [];
    const start = (argv: readonly string[]): Child => {
      const child = host.spawn('nsenter', ['--net', '--target', String(pid), ...argv]);
      running.push(child);
      return child;
    };
    const close = async (): Promise<void> => {
      for (const child of running) child.kill('SIGKILL');
      await Promise.all(running.map(({ exited }) => exited));
    };
    return Promise.resolve({ address: String(address), start, why: () => Promise.resolve(undefined), close });
  },
};

export default definePlugin({
  name: 'inside',
  api: 2,
  apply: ({ launchers }) => launchers.add('inside', inside),
});
