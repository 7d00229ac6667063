import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { type Cli, withCli } from './cli.js';
import { environmentOfNpm, packedPackages } from './packed.js';
import { type Registry, startRegistry } from './registry.js';

/** A command line that npm has installed from a registry, with nothing but defaults in its home. */
export interface InstalledCli extends Cli {
  /** Where it installs plugins from; holds the packages of this tree. */
  readonly registry: Registry;
  /** Its script, as npm has installed it. */
  readonly program: string;
  /** Where it keeps what it installs. */
  readonly dataFolder: string;
  /** Runs npm below the work folder, with the same home and registry; rejects if it fails. */
  npm(...args: readonly string[]): Promise<void>;
}

interface Installation {
  readonly program: string;
  readonly registry: Registry;
  readonly cache: string;
}

let installation: Promise<Installation> | undefined;

/**
 * Does some work with an installed command line and a home of its own. What npm installs is shared by all
 * work of the process and removed when that ends.
 */
export async function withInstalledCli(
  files: Readonly<Record<string, string>>,
  work: (cli: InstalledCli) => Promise<void>,
): Promise<void> {
  installation ??= install();
  const { program, registry, cache } = await installation;
  const ofRunner = Object.keys(process.env).filter((name) => /^npm_/i.test(name));
  const variables = {
    ...Object.fromEntries(ofRunner.map((name) => [name, undefined])),
    npm_config_registry: registry.url,
    npm_config_cache: cache,
  };
  const doWork = (cli: Cli): Promise<void> => {
    const npm = (...args: readonly string[]): Promise<void> =>
      runNpm(args, cli.folder, { ...environmentOfNpm(cli.home), ...variables });
    return work({ ...cli, registry, program, dataFolder: join(cli.home, 'wiretax'), npm });
  };
  await withCli(files, doWork, { program, variables });
}

/** What a command that must succeed writes to standard output. */
export async function succeeds(cli: Cli, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cli.run(...args);
  assert.is(code, 0, `${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function install(): Promise<Installation> {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'wiretax-installed-')));
  process.once('exit', () => {
    rmSync(base, { recursive: true, force: true });
  });
  const [prefix, home, cache] = [join(base, 'cli'), join(base, 'home'), join(base, 'cache')];
  for (const path of [prefix, home, cache]) mkdirSync(path);
  const registry = await startRegistry(packedPackages());
  const env = { ...environmentOfNpm(home), npm_config_registry: registry.url, npm_config_cache: cache };
  await runNpm(['install', '--prefix', prefix, 'wiretax'], home, env);
  return { program: join(prefix, 'node_modules', 'wiretax', 'run.js'), registry, cache };
}

async function runNpm(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('npm', args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed: ${output}`);
}
