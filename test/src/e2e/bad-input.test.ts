import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { entriesBelow, type Finished, withCli } from './cli.js';

interface Mistake {
  readonly title: string;
  readonly args: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  /** What starts the command. */
  readonly under?: readonly string[];
  /** What standard error must name: the subject, and what to do next. */
  readonly says: readonly (string | RegExp)[];
}

function withFiles(most: number): readonly string[] {
  return ['sh', '-c', `ulimit -n ${String(most)} && exec "$@"`, 'sh'];
}

const good = { 'wiretax.config.yaml': 'transport: tcp\n' };

const mistakes: readonly Mistake[] = [
  {
    title: 'an unknown transport',
    args: ['--transport', 'tpc'],
    says: ['E_CONFIG', '--transport: there is no transport tpc', 'Did you mean tcp?'],
  },
  {
    title: 'an unknown transport in a config',
    args: ['study.yaml'],
    files: { 'study.yaml': 'transport: [tcp, gprc]\n' },
    says: ["study.yaml can't be run", 'transport[1]: there is no transport gprc', 'Did you mean grpc?'],
  },
  {
    title: 'an unknown preset',
    args: ['quik'],
    says: ['E_UNKNOWN_PRESET', "quik can't be run", 'Did you mean quick?'],
  },
  {
    title: 'an unknown flag',
    args: ['--transprot', 'tcp'],
    says: ['there is no such flag', '--transprot', 'Did you mean --transport?'],
  },
  {
    title: 'an unknown key, at the top and below',
    args: ['study.yaml'],
    files: { 'study.yaml': 'concurency: 1\nwarmup: { mni: 1s }\n' },
    says: [
      'concurency: no such key. Did you mean concurrency?',
      'warmup.mni: no such key; known: min, max, calls, settle. Did you mean min?',
    ],
  },
  {
    title: 'a size in a unit that there is not',
    args: ['--size', '64XB'],
    says: ['--size: "64XB" isn\'t a size', 'such as 64B or 4KiB'],
  },
  {
    title: 'no clients at all',
    args: ['--concurrency', '0'],
    says: ["--concurrency: 0 isn't a whole number from 1 to 100000"],
  },
  {
    title: 'more clients than file descriptors',
    args: ['--concurrency', '100'],
    under: withFiles(150),
    says: [
      '--concurrency: 100 clients over tcp need 164 open files, a process may have 150',
      'raise it with ulimit -n, or use fewer clients',
    ],
  },
  {
    title: 'a config that extends itself over others',
    args: ['a.yaml'],
    files: {
      'a.yaml': 'extends: ./b.yaml\n',
      'b.yaml': 'extends: ./c.yaml\n',
      'c.yaml': 'extends: ./a.yaml\n',
    },
    says: [
      'E_EXTENDS_CYCLE',
      /a\.yaml extends itself; take one step out:\s+a\.yaml\s+→ b\.yaml\s+→ c\.yaml\s+→ a\.yaml/,
    ],
  },
  {
    title: 'a config that extends what there is not',
    args: ['study.yaml'],
    files: { 'study.yaml': 'extends: smok\n' },
    says: ['E_EXTENDS', "what study.yaml extends can't be found", 'Did you mean smoke?'],
  },
  {
    title: 'a config that is no YAML',
    args: ['study.yaml'],
    files: { 'study.yaml': 'transport: [tcp\nsize: : :\n' },
    says: ["E_CONFIG_UNREADABLE: study.yaml can't be read as a config", '(2:1)'],
  },
  {
    title: 'a config of no text at all',
    args: ['study.yaml'],
    files: { 'study.yaml': '\u0000\u0001\u0002' },
    says: ["E_CONFIG_UNREADABLE: study.yaml can't be read as a config", 'null byte'],
  },
  {
    title: 'a config that is no JSON',
    args: ['study.json'],
    files: { 'study.json': '{"transport": }' },
    says: ["study.json can't be read as a config", "Unexpected token '}'"],
  },
  {
    title: 'a config that is no JavaScript',
    args: ['study.mjs'],
    files: { 'study.mjs': 'export default { transport: tcp tcp };' },
    says: ["study.mjs can't be read as a config", 'Unexpected identifier'],
  },
  {
    title: 'a config that throws',
    args: ['study.mjs'],
    files: { 'study.mjs': 'throw new Error("no luck today");' },
    says: ["study.mjs can't be read as a config: no luck today"],
  },
  {
    title: 'an empty config',
    args: ['study.yaml'],
    files: { 'study.yaml': '' },
    says: ['study.yaml is empty', 'such as transport: tcp'],
  },
  {
    title: 'a folder for a config',
    args: ['.'],
    says: ["can't be read as a config"],
  },
  {
    title: 'a plugin that there is not',
    args: ['study.yaml'],
    files: { 'study.yaml': 'plugins: ./nowhere.mjs\n' },
    says: ['plugin ./nowhere.mjs', 'there is no file nowhere.mjs', 'take it out of `plugins:`'],
  },
  {
    title: 'a package that is not installed',
    args: ['study.yaml'],
    files: { 'study.yaml': 'plugins: wiretax-plugin-nowhere\n' },
    says: ['plugin wiretax-plugin-nowhere', 'npm install wiretax-plugin-nowhere'],
  },
  {
    title: 'options that nobody takes, and settings',
    args: ['study.yaml'],
    files: {
      'study.yaml': 'transport: [{ use: grpc, chanels: 4 }]\nsettings: { pni: {}, pin: { servr: 1 } }\n',
    },
    says: ['chanels', 'Did you mean channels?', 'Did you mean pin?', 'Did you mean server?'],
  },
  {
    title: 'an output folder below a file',
    args: ['--out', 'file/results'],
    files: { file: '' },
    says: [
      'E_OUT_UNWRITABLE',
      "can't write results to file/results",
      'file is a file',
      'choose another folder with --out',
    ],
  },
  {
    title: 'an output folder that is a file',
    args: ['--out', 'file'],
    files: { file: '' },
    says: ['E_OUT_UNWRITABLE', "can't write results to file", 'choose another folder with --out'],
  },
  {
    title: 'an output folder where the system has none',
    args: ['--out', '/proc/nowhere'],
    says: ['E_OUT_UNWRITABLE', "can't write results to /proc/nowhere", 'choose another folder with --out'],
  },
  {
    title: 'a run that there is not',
    args: ['--resume', 'yesterday'],
    says: ['E_UNKNOWN_RUN', "run yesterday can't be read", '--resume'],
  },
  {
    title: 'a plan for a run that has one',
    args: ['quick', '--resume', 'last', '--transport', 'tcp'],
    says: ['E_RESUME', 'a resumed run keeps its plan', 'quick: leave it out', '--transport: leave it out'],
  },
  {
    title: 'a baseline that is repeated otherwise',
    args: ['a.yaml', '--against', 'b.yaml'],
    files: { 'a.yaml': 'repetitions: 2\n', 'b.yaml': 'repetitions: 3\n' },
    says: ['E_AGAINST', "a.yaml can't be run against b.yaml", 'repetitions: must be the same in both'],
  },
];

for (const { title, args, files = {}, under = [], says } of mistakes) {
  test(`${title} is refused before anything is done`, async () => {
    await withCli({ ...good, ...files }, async (cli) => {
      const before = entriesBelow(cli.folder);
      refused(await cli.startUnder(under, 'run', ...args).finished, says);
      assert.equal(entriesBelow(cli.folder), before);
      assert.equal(entriesBelow(cli.temporary), []);
    });
  });
}

test('an unknown command is refused with the nearest there is', async () => {
  await withCli({}, async (cli) => {
    refused(await cli.run('rnu'), ['E_UNKNOWN_COMMAND', 'rnu: no such command', 'Did you mean run?']);
    refused(await cli.run('report', 'yesterday'), ["run yesterday can't be read"]);
    refused(await cli.run('plugins', 'link', 'nowhere'), ['E_PLUGIN_REFUSED', 'there is no folder nowhere']);
    assert.equal(entriesBelow(cli.folder), []);
  });
});

test('everything that is wrong is said at once, each with its place', async () => {
  const config = `
transport: [tpc, rest]
size: [64B, 3]
concurrency: [1, 0]
codec: protobuff
duration: 5parsecs
warmup: { min: 2s, max: 1s }
durration: 1s
exclude: [{ link: unx }]
`;
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const flags = [
      '--flow',
      'semafore',
      '--collect',
      'usag',
      '--reporter',
      'tabel',
      '--placement',
      'splti',
      '--reps',
      '-1',
    ];
    refused(await cli.run('run', ...flags), [
      /transport\[0\]: .*Did you mean tcp\?/,
      /size\[1\]: 3 isn't a size/,
      /concurrency\[1\]: 0 isn't/,
      /codec: .*Did you mean protobuf\?/,
      /duration: "5parsecs" isn't a duration/,
      /warmup: min \("2s"\) is longer than max \("1s"\)/,
      /durration: no such key\. Did you mean duration\?/,
      /exclude\[0\]\.link: .*Did you mean unix\?/,
      /--flow: .*Did you mean semaphore\?/,
      /--collect: .*Did you mean usage\?/,
      /--reporter: .*Did you mean table\?/,
      /--placement: .*Did you mean split\?/,
      /--reps: -1 isn't/,
    ]);
    assert.equal(entriesBelow(cli.folder), ['wiretax.config.yaml']);
  });
});

test('as many clients as there are file descriptors for do run', async () => {
  const config = 'transport: [tcp, rest]\nrequests: 20\nwarmup: { max: 0 }\nrepetitions: 1\nreporters: []\n';
  await withCli({ 'wiretax.config.yaml': config }, async (cli) => {
    const started = cli.startUnder(withFiles(128), 'run', '--concurrency', '64');
    const { code, stderr } = await started.finished;
    assert.is(code, 0, stderr);
  });
});

function refused({ code, stdout, stderr }: Finished, says: Mistake['says']): void {
  assert.is(code, 2, stderr);
  assert.is(stdout, '');
  for (const text of says) assert.match(stderr, text);
  assert.not.match(stderr, /^ +at |defect of wiretax|open an issue/m);
}

test.run();
