import { failure, input, interruption } from './error-row.js';

/** The command line, and commands that come with plugins. */
export const commandErrors = {
  E_UNKNOWN_COMMAND: input('There is no such command.', 'wiretax --help says which there are.'),
  E_SURROUNDINGS: input(
    'Nothing can work here: the working folder has gone, or a process may have too few open files.',
    'Change to a folder that exists, or raise the limit with ulimit -n 1024.',
  ),
  E_ENDED_EARLY: failure(
    'A plugin ended the process, or left nothing that it could wait for.',
    'Mend the plugin or leave it out; finished trials are kept, and run --resume goes on.',
    'results.md#exit-codes',
  ),
  E_INTERRUPTED: interruption('The command was interrupted.', 'Start it again when you like.'),
  E_UNKNOWN_RUN: input(
    'No stored run is called so, or several begin like that.',
    'wiretax history lists them; last is the newest, and --out says where runs are.',
    'results.md#on-disk',
  ),
  E_RESUME: input(
    'A run that is resumed keeps its plan, and something was given that would change it.',
    'Leave it out, or start a new run.',
    'configuration.md#flags',
  ),
  E_AGAINST: input(
    "The two studies can't be run against each other, or not in this form.",
    'Make equal what the message names.',
    'configuration.md#two-studies-against-each-other',
  ),
  E_GATE: input(
    "A gate can't be asked this way: a side is nothing that can be measured, or both can't be held against each other.",
    'Name a stored run, a preset, a config file or a git revision whose folder has the config.',
    'ci.md#gate',
  ),
  E_GATE_BUILD: input(
    "A revision that a gate is to measure can't be checked out, or its build failed.",
    'Run the command in a checkout of that revision; the message has what it said last.',
    'ci.md#gate',
  ),
  E_GATE_SERVER: failure(
    'The server of a side did not come up, or somebody else has its port.',
    'Start the command by hand and see; end what listens there, or give target another port.',
    'ci.md#gate',
  ),
  E_UNKNOWN_CELL: input(
    'The run has no such cell, or no pair of cells as it was asked for.',
    'wiretax report RUN --reporter csv names the cells of a run.',
    'results.md#what-is-measured',
  ),
  E_UNKNOWN_FIGURE: input(
    'There is no such figure.',
    'wiretax history --help says which there are.',
    'study.md#over-time',
  ),
  E_NOTHING_TO_EXPLAIN: input(
    'The run has no finished cells for an explanation.',
    'Finish it with run --resume, or name cells that have finished.',
    'evidence.md#how-an-explanation-is-made',
  ),
  E_NOTHING_TO_COMPARE: input(
    'There are no cells that may be compared.',
    'Compare runs whose cells differ in what you ask about alone; each that was left out has its reason.',
    'study.md#compare',
  ),
  E_MARGIN: input('--margin is no share below 100 %.', 'Write it like 3%.', 'study.md#compare'),
  E_POOL: input(
    'No cell that is compared matches --pool.',
    'Check the pattern; all means all of them.',
    'study.md#compare',
  ),
  E_UNKNOWN_KIND: input('There is no such kind.', 'Choose one of those that the message lists.'),
  E_UNKNOWN_PLUGIN: input('No such plugin is installed.', 'wiretax list plugins shows those that are.'),
  E_NAME_TAKEN: input('A plugin provides a contribution of that name already.', 'Choose another name.'),
  E_NOT_EMPTY: input('There is something where a new plugin would be.', 'Give another --directory.'),
  E_PLUGIN_SPECIFIER: input(
    "What is to be installed can't be found, or isn't what can be installed.",
    'Give a name of the registry, a folder, a tarball or a Git address.',
    'writing-a-plugin.md#install-link-publish',
  ),
  E_PLUGIN_REFUSED: input(
    'The package is no plugin of this version, and was not installed or linked.',
    'Install another version of it; if it is yours, mend its package.json.',
    'writing-a-plugin.md#the-package',
  ),
  E_PLUGIN_LIST: input(
    "The list of installed plugins can't be read or written.",
    'Mend or remove the file that the message names, or set WIRETAX_DATA_DIR to a folder that can be written.',
  ),
  E_NPM: input(
    'npm failed.',
    'The message has what npm said: check the name, the network and the settings of the registry.',
    'writing-a-plugin.md#install-link-publish',
  ),
  E_INIT: input(
    "A config can't be written as it was asked for.",
    'Do as the message says: --force replaces a file that is there, --yes asks nothing.',
    'configuration.md',
  ),
  E_DURATION: input('A flag has no duration.', 'Write it like 90s or 5m.'),
  E_QUERY: input(
    'The query failed.',
    'Mend the SQL; the message has what DuckDB said.',
    'study.md#every-call',
  ),
  E_QUERY_LIMIT: failure(
    'The query took longer than it may.',
    'Ask for less, or allow more with --limit.',
    'study.md#every-call',
  ),
  E_NO_SAMPLES: input(
    'The run kept no samples.',
    'Run it again with --collect samples, or query trials and rows.',
    'study.md#every-call',
  ),
  E_BAD_SAMPLES: input(
    "The samples of a run can't be read.",
    'They were edited or damaged: remove them to query the rest, or run the study again.',
    'study.md#every-call',
  ),
};
