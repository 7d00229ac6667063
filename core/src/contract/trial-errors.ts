import { failure, input } from './error-row.js';

/** What goes wrong in a trial, and keeps it from its results; the others go on. */
export const trialErrors = {
  E_CALL_FAILED: failure(
    'A call failed where none may.',
    'The message has the reason that the transport or flow gave; the logs of the trial have the other side of it.',
    'results.md#on-disk',
  ),
  E_CALL_TIMEOUT: failure(
    'A call had no reply within callTimeout.',
    'Raise callTimeout if the service may be this slow; otherwise look for where the call is held up or lost.',
    'configuration.md#trials',
  ),
  E_WRONG_REPLY: failure(
    "A reply isn't the one to its request: its id, bytes or stamps are wrong.",
    'Mend the transport, flow or load that the message names; its conformance kit finds out how.',
    'contracts.md#payloads-and-calls',
  ),
  E_PACE: failure(
    "A load model's pace gave something that is no instant, or one that is too early.",
    'Mend next: it answers with a number of ns, never less than the one that it was given.',
    'contracts.md#load-models',
  ),
  E_GATE_STUCK: failure(
    'A gate holds calls up for ever: it waits for a call to leave while none is inside, or names no instant.',
    'Mend ready: without a call inside it says 0, -1 or an instant at which to ask again.',
    'contracts.md#flow-controls',
  ),
  E_TWO_AGAINS: failure(
    'Two flow controls of one cell try calls again.',
    'Take one of them out of the flow.',
    'contracts.md#flow-controls',
  ),
  E_OVERRUN: failure(
    'More calls wait to be started than may.',
    'Lower the rate of the load, shorten the window, or give the flow control more room.',
    'configuration.md#axes',
  ),
  E_PEER: failure(
    'Something without a code was thrown in a client or server process.',
    "Read the message and the peer's log; if a plugin is named, mend it or leave it out.",
    'results.md#on-disk',
  ),
  E_PEER_EXITED: failure(
    'A client or server process ended before it was asked to.',
    'Read its last lines, under error.log in trials.jsonl; a kill by SIGKILL is often want of memory.',
    'results.md#on-disk',
  ),
  E_PEER_HUNG: failure(
    'A client or server process did not answer, or did not close, and was killed.',
    'Look for a loop that never yields, or a close that waits for what does not come, in the plugins of the cell.',
    'writing-a-plugin.md#what-people-get-wrong',
  ),
  E_PROTOCOL: failure(
    'Coordinator and peer did not understand each other.',
    'See that nothing in a plugin takes the standard output of a peer; without plugins of your own it is a defect: report it, with the log of the peer.',
    'architecture.md#where-plugin-code-runs',
  ),
  E_STOPPED: failure(
    'A peer was told to stop while a plugin was still at work in it.',
    'Look for what ended the trial before; this follows from it.',
  ),
  E_TRIAL: failure(
    'A trial failed by something that has no code.',
    'Read the message of the trial in trials.jsonl; DEBUG=1 shows more of what ends a command.',
    'results.md#on-disk',
  ),
  E_MACHINE: failure(
    "A machine can't be reached, or can't do what a peer needs there.",
    'Try the way to it by hand, as the message says it; peers need Node.js 20.19 or newer there.',
    'configuration.md#other-machines',
  ),
  E_MACHINE_LOST: failure(
    'The connection to a machine ended while a trial used it.',
    'What ran there ends by itself; look for what ended the connection, and resume the run.',
    'configuration.md#other-machines',
  ),
  E_COMMAND: failure(
    'A program that is a peer did not get ready, or ended before it was asked to.',
    "Read its last lines, in the message and in the trial's folder under its name; try its command line by hand.",
    'results.md#on-disk',
  ),
  E_TARGET: failure(
    'A server that Wiretax did not start is not there, or refuses.',
    'Start it, and check the address that the message names.',
    'configuration.md#servers-of-your-own',
  ),
  E_NODE_FLAGS: input(
    "Node.js doesn't start, or doesn't work, with flags of the axis node.",
    'Mend or take out the flags that the message names; another version of Node.js may have them.',
    'configuration.md#flags-of-nodejs',
  ),
  E_MACHINE_CHANGED: input(
    'The run was begun on another machine, or in another state of it.',
    'Put back what changed, or add --allow-changed-machine, which tells launches from now on apart.',
    'results.md#the-machine-and-its-state',
  ),
};
