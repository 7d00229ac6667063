import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { succeeds, type Tool } from './interop-tools.js';
import { until } from './cli.js';

const sshd = '/usr/sbin/sshd';

/** OpenSSH, both halves. sshd tells of itself only by refusing. */
export const openssh: Tool = {
  name: 'OpenSSH (client and server)',
  available: succeeds('ssh', ['-V']) && succeeds('sh', ['-c', `test -x ${sshd}`]) && userInfo().uid === 0,
};

/** A machine on the other side of ssh: this one, with an sshd, keys and a configuration of its own. */
export interface Far {
  /** A configuration of the client that knows it as `far`. */
  readonly config: string;
  /** Where what is started there puts temporary files. */
  readonly temporary: string;
  /** The only programs there, where that is asked for: a shell. */
  readonly bin: string;
}

export async function withFar(
  work: (far: Far) => Promise<void>,
  programs: 'all' | 'bin' = 'all',
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wiretax-ssh-'));
  const [key, hostKey] = [join(folder, 'key'), join(folder, 'host-key')];
  const [temporary, bin] = [join(folder, 'tmp'), join(folder, 'bin')];
  for (const path of [temporary, bin]) mkdirSync(path);
  for (const program of ['sh', 'cat']) symlinkSync(`/bin/${program}`, join(bin, program));
  for (const path of [key, hostKey])
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path]);
  copyFileSync(`${key}.pub`, join(folder, 'authorized'));
  chmodSync(join(folder, 'authorized'), 0o600);
  mkdirSync('/run/sshd', { recursive: true });
  const port = await freePort();
  const path = programs === 'bin' ? bin : (process.env['PATH'] ?? '');
  const variables = Object.entries({ TMPDIR: temporary, PATH: path });
  writeFileSync(
    join(folder, 'sshd_config'),
    [
      `Port ${String(port)}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${hostKey}`,
      `AuthorizedKeysFile ${join(folder, 'authorized')}`,
      'PidFile none',
      'UsePAM no',
      'StrictModes no',
      'PasswordAuthentication no',
      'KbdInteractiveAuthentication no',
      'PermitRootLogin prohibit-password',
      `SetEnv ${variables.map(([name, value]) => `"${name}=${value}"`).join(' ')}`,
      '',
    ].join('\n'),
  );
  const config = join(folder, 'config');
  const host = (name: string, more: readonly string[]): readonly string[] => [
    `Host ${name}`,
    '  HostName 127.0.0.1',
    `  Port ${String(port)}`,
    `  User ${userInfo().username}`,
    '  IdentitiesOnly yes',
    `  UserKnownHostsFile ${join(folder, 'known')}`,
    '  StrictHostKeyChecking accept-new',
    ...more,
  ];
  writeFileSync(
    config,
    [...host('far', [`  IdentityFile ${key}`]), ...host('locked', [`  IdentityFile ${hostKey}`]), ''].join(
      '\n',
    ),
  );
  // Not detached: it ends with the test.
  const server = spawn(sshd, ['-D', '-e', '-f', join(folder, 'sshd_config')], { stdio: 'ignore' });
  const gone = once(server, 'exit');
  try {
    let up = false;
    const look = (): void => {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        up = true;
        socket.destroy();
      });
      socket.on('error', () => undefined);
    };
    await until(() => {
      if (!up) look();
      return up;
    }, 'sshd to listen');
    await work({ config, temporary, bin });
  } finally {
    server.kill('SIGTERM');
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}
