import { codeOf, reasonOf, WiretaxError } from '../../kernel/errors.js';
import { reserveStdout, writeResult } from '../../kernel/host/node-stdout.js';
import { suspectOf } from '../../kernel/suspect.js';
import { LineSplitter } from './lines.js';
import {
  parseRequest,
  type PeerFailure,
  protocolVersion,
  type Reply,
  type Request,
  type Requests,
  type StartPeer,
} from './messages.js';
import type { PeerRole } from './role.js';

/**
 * A peer process. Standard output belongs to the control protocol; whatever a plugin prints goes to standard
 * error. It exits when its input closes, so it can't outlive its coordinator.
 */
reserveStdout();
// A stream whose reader has gone says so by an error, and there is nobody left to tell.
process.stdout.on('error', leave);
process.stderr.on('error', () => undefined);

/** What plugins may take to close in a peer whose coordinator has gone; while it is there it asks for less. */
const closeLimitMs = 5_000;
const halt = new AbortController();
let role: PeerRole | undefined;

/** On a line of its own: what native code or a child process has written there may lack its line end. */
function send(reply: Reply): void {
  writeResult(`\n${JSON.stringify(reply)}\n`);
}

/** Of this trial; none before it has started. */
let plugins: StartPeer['plugins'] = [];

function failureOf(thrown: unknown): PeerFailure {
  return { code: codeOf(thrown) ?? 'E_PEER', message: reasonOf(thrown) };
}

async function start(ask: StartPeer): Promise<PeerRole> {
  ({ plugins } = ask);
  if (ask.half === 'server') return (await import('./server.js')).serverRole(ask, halt.signal);
  return (await import('./client.js')).clientRole(ask, halt.signal, (progress) => {
    send({ v: protocolVersion, event: 'progress', progress });
  });
}

async function answer({ name, ask }: Request): Promise<unknown> {
  if (name === 'start') {
    role = await start(ask as StartPeer);
    return { endpoint: role.endpoint };
  }
  if (name === 'fifos' || name === 'yardstick') {
    const { openFifos, yardstick } = await import('./yardstick.js');
    if (name === 'yardstick') return yardstick((ask as Requests['yardstick']['ask']).leads);
    openFifos(ask as Requests['fifos']['ask']);
    return null;
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

/** What nobody has caught is said with the plugin whose code threw it. */
function stray(thrown: unknown): never {
  const culprit = suspectOf(thrown, plugins);
  if (culprit === undefined) die(thrown);
  const who = `plugin ${culprit.name} ${culprit.version} threw where nobody catches it`;
  die(new WiretaxError(codeOf(thrown) ?? 'E_PEER', `${who}: ${reasonOf(thrown)}`, { cause: thrown }));
}

function die(thrown: unknown): never {
  send({ v: protocolVersion, event: 'fatal', error: failureOf(thrown) });
  process.exit(70);
}

/** Nobody is left to end what plugins have started, so it goes down with its process group. */
function leave(): never {
  try {
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // It was started without a group of its own.
  }
  process.exit(0);
}

process.on('uncaughtException', stray);
process.on('unhandledRejection', stray);
const lines = new LineSplitter();
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => {
  for (const line of lines.push(chunk)) serve(line).catch(die);
});
process.stdin.on('close', () => {
  if (halt.signal.aborted) setTimeout(leave, closeLimitMs);
  else leave();
});
process.stdin.on('error', leave);
