import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Cli, withCli } from './cli.js';
import { freePort } from './free-port.js';

/** A command line in a git repository with a server and a config that has it for a target. */
export interface GateRepository {
  readonly cli: Cli;
  readonly port: number;
  /** Commits the server as it is to be, under a tag. */
  readonly commit: (tag: string, server: ServerShape) => void;
  /** Changes the server in the working tree. */
  readonly change: (server: ServerShape) => void;
  readonly git: (...args: readonly string[]) => string;
}

export interface ServerShape {
  /** How long it works on a call. */
  readonly spinMs: number;
}

/** Starts it as the config of the repository asks for it. */
export const serve = ['--serve', `exec ${process.execPath} server.mjs`];

/** As short as it can be. */
const study = {
  name: 'gated',
  transport: ['rest'],
  concurrency: [1],
  duration: '200ms',
  warmup: { min: '10ms', max: '50ms', calls: 0, settle: '10ms' },
  collectors: [],
  reporters: [],
  ceiling: false,
};

export async function withRepository(work: (repository: GateRepository) => Promise<void>): Promise<void> {
  const port = await freePort();
  const target = { url: `http://127.0.0.1:${String(port)}/work`, as: 'work', method: 'POST' };
  const files = {
    'wiretax.config.json': JSON.stringify({ ...study, target }),
    '.gitignore': '.wiretax\n',
  };
  await withCli(files, async (cli) => {
    const git = (...args: readonly string[]): string =>
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
        cwd: cli.folder,
        encoding: 'utf8',
      });
    const change = ({ spinMs }: ServerShape): void => {
      writeFileSync(join(cli.folder, 'server.mjs'), serverOf(spinMs));
    };
    git('init', '-q');
    git('add', '.');
    await work({
      cli,
      port,
      git,
      change,
      commit: (tag, server) => {
        change(server);
        git('add', '.');
        git('commit', '-q', '-m', tag);
        git('tag', tag);
      },
    });
  });
}

function serverOf(spinMs: number): string {
  return `
import { createServer } from 'node:http';
createServer((request, response) => {
  request.resume().on('end', () => {
    const until = performance.now() + ${String(spinMs)};
    while (performance.now() < until);
    response.end('done');
  });
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
}
