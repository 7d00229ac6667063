import { codeOf, reasonOf, WiretaxError } from '../errors.js';
import { LineSplitter } from './lines.js';
import {
  parseRequest,
  type PeerFailure,
  protocolVersion,
  type Reply,
  type Request,
  type StartPeer,
} from './messages.js';
import type { PeerRole } from './role.js';

/**
 * A peer process. Standard output belongs to the control protocol; whatever a plugin prints goes to standard
 * error. It exits when its input closes, so it can't outlive its coordinator.
 */
const toCoordinator = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);
// A stream whose reader has gone says so by an error, and there is nobody left to tell.
process.stdout.on('error', () => process.exit(1));
process.stderr.on('error', () => undefined);

const halt = new AbortController();
let role: PeerRole | undefined;

function send(reply: Reply): void {
  toCoordinator(`${JSON.stringify(reply)}\n`);
}

function failureOf(thrown: unknown): PeerFailure {
  return { code: codeOf(thrown) ?? 'E_PEER', message: reasonOf(thrown) };
}

async function start(ask: StartPeer): Promise<PeerRole> {
  if (ask.role === 'server') return (await import('./server.js')).serverRole(ask, halt.signal);
  return (await import('./client.js')).clientRole(ask, halt.signal, (progress) => {
    send({ v: protocolVersion, event: 'progress', progress });
  });
}

async function answer({ name, ask }: Request): Promise<unknown> {
  if (name === 'start') {
    role = await start(ask as StartPeer);
    return { endpoint: role.endpoint };
  }
  if (name === 'stop') {
    halt.abort(new WiretaxError('E_STOPPED', 'the peer was told to stop'));
    await role?.stop();
    return null;
  }
  const handle = role?.answers[name] as ((ask: unknown) => Promise<unknown>) | undefined;
  if (handle === undefined) throw new WiretaxError('E_PROTOCOL', `this peer can't ${name}`);
  return handle(ask);
}

async function serve(line: string): Promise<void> {
  const request = parseRequest(line);
  const { id } = request;
  try {
    send({ v: protocolVersion, id, ok: true, answer: await answer(request) });
  } catch (thrown) {
    send({ v: protocolVersion, id, ok: false, error: failureOf(thrown) });
  }
  if (request.name === 'stop') process.exit(0);
}

function die(thrown: unknown): never {
  send({ v: protocolVersion, event: 'fatal', error: failureOf(thrown) });
  process.exit(70);
}

process.on('uncaughtException', die);
process.on('unhandledRejection', die);
const lines = new LineSplitter();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  for (const line of lines.push(chunk)) serve(line).catch(die);
});
process.stdin.on('close', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
