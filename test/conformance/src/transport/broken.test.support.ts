import type { Defect } from './reference-defects.test.support.js';

/** A defect, and the cases that must fail of it: the first is the one that it was made for. */
export type Broken = readonly [defect: Defect, ...fails: [string, ...string[]]];

const bindsAgain = 'binds the endpoint it is given, and releases it when closed';
const nobodyListens = 'rejects when nobody listens';
const early = 'does not listen once the signal has aborted';
const late = 'gives up listening when the signal aborts';
const mute = 'leaves no connection when it gives up on a server that accepts and says nothing';
const leakless = 'leaves no handle behind when connecting fails';
const abortsCall = 'rejects a call in flight when its signal aborts, and no other';
const lateReply = 'hands the late reply of an aborted call to no other';

export const brokenEnds: readonly Broken[] = [
  ['forms are named twice', 'says what it supports'],
  ['the host is rewritten', 'listens on every link of its forms, where a client can connect'],
  ['only known links are taken', 'takes a link of its forms whatever its name'],
  ['the port is released late', bindsAgain],
  ['another port is taken', 'refuses to listen where somebody listens'],
  ['it says shared', 'gives each client a connection, or shares them, as it says'],
  ['connections open late', 'has its connections open before the first call'],
  ['a client closes once', 'closes a client twice'],
  ['a listener closes once', 'closes a listener twice'],
  ['an unused client does not close', 'closes a client that never called'],
  [
    'an unused listener does not close',
    'closes a listener that nobody connected to',
    bindsAgain,
    early,
    late,
    nobodyListens,
    leakless,
  ],
  ['calls after close are forgotten', 'rejects calls once the client is closed'],
  ['calls in flight are forgotten at close', 'rejects calls in flight when the client closes'],
  ['idle connections are kept', 'rejects calls once the listener is closed'],
  ['busy connections are kept', 'rejects calls in flight when the listener closes'],
  ['a reset is ignored', 'rejects calls in flight when the connection breaks, as if the server was killed'],
  ['listen overlooks an early abort', early],
  ['listen overlooks a late abort', late],
  ['connect overlooks an early abort', 'does not connect once the signal has aborted'],
  ['connect overlooks a late abort', 'gives up connecting when the signal aborts', mute],
  ['connect gives up and leaves its socket', mute],
  ['a timer stays', 'leaves no handle behind when all is closed'],
  ['a timer stays after failure', leakless],
];

export const brokenMessages: readonly Broken[] = [
  ['no data is refused', 'echoes 0 B'],
  ['one byte is spoilt', 'echoes 1 B'],
  ['64 KiB are spoilt', 'echoes 64 KiB'],
  ['4 MiB are refused', 'echoes 4 MiB'],
  ['an empty message is none', 'echoes a message that its codec encodes as no bytes'],
  ['the time is lost', 'carries every field, in either direction'],
  ['buffers are shared', 'leaves the bytes that it handed to the codec alone'],
  ['the limit is one less', 'carries a message of exactly its limit'],
  ['large requests pass', 'refuses a request over its limit'],
  ['large replies pass', 'refuses a reply over its limit'],
  ['a request is handled twice', 'answers every call of many clients once, with its own reply'],
  ['eight handlers at most', 'has a call of every client in flight at the same time'],
  ['there are no slots', 'tells how many calls it can have on the wire'],
  ['replies come in order', 'gives each call its own reply when the handler answers out of order'],
  ['one client has 32 calls at most', 'answers many calls of one client that are in flight together'],
  ['one handler serves all', 'keeps two listeners and their clients apart'],
  ['a call overlooks an early abort', 'rejects a call whose signal has aborted'],
  ['an abort ends all connections', abortsCall],
  ['a call overlooks a late abort', abortsCall, lateReply],
  ['numbers are used again', lateReply],
  ['listeners stay on the signal', 'takes its listeners off the signal of a call'],
];

export const brokenFailures: readonly Broken[] = [
  ['nobody listens but it connects', nobodyListens, leakless],
  ['garbage instead of a greeting is ignored', 'rejects when the server answers with garbage'],
  ['garbage after the greeting is ignored', 'rejects calls in flight when garbage comes within a connection'],
  ['a cut reply is waited for', 'rejects calls when the server hangs up in the middle of a reply'],
  ['garbage ends the listener', 'serves on when a client sends garbage'],
  [
    'a cut request is decoded',
    'serves on when a client hangs up in the middle of a request, which reaches nobody',
  ],
  ['a handler that throws goes uncaught', 'rejects a call whose handler throws, and serves on'],
  ['a rejection of the handler goes unhandled', 'rejects a call whose handler rejects, and serves on'],
  [
    'an unencodable request is dropped',
    "rejects a call when the codec can not encode a request, at the client's end, and serves on",
  ],
  [
    'an undecodable request is dropped',
    "rejects a call when the codec can not decode a request, at the server's end, and serves on",
  ],
  [
    'an unencodable reply is dropped',
    "rejects a call when the codec can not encode a reply, at the server's end, and serves on",
  ],
  [
    'an undecodable reply is dropped',
    "rejects a call when the codec can not decode a reply, at the client's end, and serves on",
  ],
  ['a header comes whole', 'takes messages that arrive byte by byte'],
  ['replies are dropped under pressure', 'answers many large calls over a slow connection'],
  ['requests are dropped when busy', 'answers many large calls of a slow handler'],
];
