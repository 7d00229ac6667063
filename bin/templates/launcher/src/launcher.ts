import type { Child, Launcher } from '@wiretax/core';

/** Any command that carries two streams opens a seat: `ssh`, `nsenter`, `kubectl exec -i`, `srun`. */
export const launcher: Launcher = {
  options: {
    type: 'object',
    properties: {
      command: {
        type: 'array',
        items: { type: 'string' },
        default: [],
        description: 'What is put before a command to run it on the machine; nothing for this one.',
      },
      address: {
        type: 'string',
        default: '127.0.0.1',
        description: 'At which peers elsewhere reach the machine.',
      },
    },
    additionalProperties: false,
  },

  probe: () => Promise.resolve({ available: true }),

  open({ options, host, signal }) {
    const { command = [], address = '127.0.0.1' } = options as {
      command?: readonly string[];
      address?: string;
    };
    const running = new Set<Child>();
    if (signal.aborted) return Promise.reject(signal.reason as Error);
    return Promise.resolve({
      address,
      start: (argv) => {
        const [program = '', ...words] = [...command, ...argv];
        const child = host.spawn(program, words);
        running.add(child);
        void child.exited.then(() => running.delete(child));
        return child;
      },
      // Whatever knows more about an end than its exit code would be asked here.
      why: () => Promise.resolve(undefined),
      close: async () => {
        for (const child of running) child.kill('SIGKILL');
        await Promise.all([...running].map(({ exited }) => exited));
      },
    });
  },
};
