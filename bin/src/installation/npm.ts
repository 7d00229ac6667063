import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WiretaxError } from '@wiretax/core';
import { packageFolder } from '@wiretax/config/read/package-entry.js';
import { isPlainObject } from '@wiretax/config/read/plain-object.js';

export interface NpmSettings {
  /** The registry; without it, the one that npm is configured for. */
  readonly registry: string | undefined;
  /** Whether packages may run their install scripts, which are programs of whoever published them. */
  readonly allowScripts: boolean;
}

/**
 * Runs the npm that @oclif/plugin-plugins brings, in a folder, with the user's settings of npm but for
 * scripts. Throws a WiretaxError with what npm says.
 */
export async function npm(args: readonly string[], folder: string, settings: NpmSettings): Promise<void> {
  const { registry, allowScripts } = settings;
  const options = [
    '--prefix',
    folder,
    '--no-global',
    '--json',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    ...(registry === undefined ? [] : [`--registry=${registry}`]),
    ...(allowScripts ? ['--no-ignore-scripts', '--dangerously-allow-all-scripts'] : ['--ignore-scripts']),
  ];
  const { code, stdout, stderr } = await finished([npmScript(), ...args, ...options], folder);
  if (code === 0) return;
  const text = `npm can't ${args.slice(0, 2).join(' ')}: ${complaint(stdout, stderr)}`;
  throw new WiretaxError('E_NPM', text);
}

function npmScript(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const plugins = packageFolder('@oclif/plugin-plugins', here) ?? here;
  return join(
    dirname(createRequire(join(plugins, 'package.json')).resolve('npm/package.json')),
    'bin/npm-cli.js',
  );
}

interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function finished(args: readonly string[], cwd: string): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

/** What went wrong and what to do next, in one line, by what npm prints with `--json`. */
export function complaint(stdout: string, stderr: string): string {
  const { code = '', summary = '', detail = '' } = errorIn(stdout);
  if (code === 'E404') {
    const [, name] = /'(.+)'/.exec(detail) ?? [];
    return `the registry has no ${name ?? 'such package'}; check the name, or give a path as ./NAME`;
  }
  if (code === 'ETARGET') return `${firstLine(summary)}; npm view NAME versions shows what there is`;
  const line = firstLine(summary) || firstLine(detail) || lastLine(stderr) || 'it does not say why';
  const [, command = ''] = /^npm error command (\S+ .+)$/m.exec(stderr) ?? [];
  const what = command === '' ? line : `${line}: ${command}`;
  const said = code === '' || what.includes(code) ? what : `${code} ${what}`;
  return `${said}; mend what it names, or look into its newest log (npm config get logs-dir)`;
}

function errorIn(stdout: string): Readonly<Record<string, string>> {
  try {
    // What scripts print comes first.
    const printed: unknown = JSON.parse(stdout.slice(Math.max(0, stdout.lastIndexOf('{\n  "error"'))));
    const error = isPlainObject(printed) && isPlainObject(printed['error']) ? printed['error'] : {};
    return Object.fromEntries(
      Object.entries(error).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return {};
  }
}

function firstLine(text: string): string {
  return (text.trim().split('\n')[0] ?? '').replace(/\.$/, '');
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}
