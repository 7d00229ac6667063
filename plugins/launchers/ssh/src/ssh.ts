import type { Child, Host, Launcher, Seat, SeatOrder } from '@wiretax/core';

interface Options {
  readonly host: string;
  readonly address?: string;
  readonly config?: string;
}

/** No terminal, no question that nobody would answer, and an end to a connection of which nothing is heard any more. */
const settings = [
  'BatchMode=yes',
  'ConnectTimeout=10',
  'ServerAliveInterval=5',
  'ServerAliveCountMax=3',
  'ControlMaster=no',
  'ForwardAgent=no',
  'ForwardX11=no',
  'LogLevel=ERROR',
].flatMap((setting) => ['-o', setting]);

export const ssh: Launcher = {
  options: {
    type: 'object',
    properties: {
      host: {
        type: 'string',
        minLength: 1,
        pattern: '^[^-]',
        description: 'As `ssh` takes it: a name of the user’s own configuration, or user@machine.',
      },
      address: {
        type: 'string',
        minLength: 1,
        description: 'At which peers of other machines reach it. Default: the name that ssh connects to.',
      },
      config: {
        type: 'string',
        format: 'path',
        description: 'A configuration of ssh to use in place of the user’s.',
      },
    },
    required: ['host'],
    additionalProperties: false,
  },

  async probe(host) {
    const remedy = 'install the client of OpenSSH (apt-get install openssh-client)';
    try {
      const { code } = await host.run('ssh', ['-V']);
      if (code === 0) return { available: true };
      return { available: false, missing: `ssh -V ended with code ${String(code)}`, remedy };
    } catch (thrown) {
      return { available: false, missing: `there is no ssh (${(thrown as Error).message})`, remedy };
    }
  },

  async open(order) {
    const { host, signal } = order;
    signal.throwIfAborted();
    const options = order.options as unknown as Options;
    const way = [...(options.config === undefined ? [] : ['-F', options.config])];
    const address = options.address ?? (await addressOf(host, [...way, options.host]));
    signal.throwIfAborted();
    return seatOf(host, ['-T', ...way, ...settings, options.host], address);
  },
};

/** What the configuration makes of the name: https://man.openbsd.org/ssh#G */
async function addressOf(host: SeatOrder['host'], words: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await host.run('ssh', ['-G', ...words]);
  const address = /^hostname (\S+)$/m.exec(stdout)?.[1];
  if (code === 0 && address !== undefined) return address;
  throw new Error(`ssh doesn't know where that is: ${stderr.trim()}`);
}

function seatOf(host: Host, words: readonly string[], address: string): Seat {
  const running = new Set<Child>();
  return {
    address,
    start: (argv) => {
      // The shell of the user there gets one text; it is to hold nothing on.
      const child = host.spawn('ssh', [...words, `exec ${argv.map(quoted).join(' ')}`]);
      running.add(child);
      void child.exited.then(() => running.delete(child));
      return child;
    },
    // It writes what it knows to standard error.
    why: () => Promise.resolve(undefined),
    close: async () => {
      for (const child of running) child.kill('SIGKILL');
      await Promise.all([...running].map(({ exited }) => exited));
    },
  };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
