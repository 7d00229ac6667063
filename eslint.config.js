import tseslint from 'typescript-eslint';

/** The machine is reached through Host, so that everything else can be tested without it. */
const machineModules = [
  'node:child_process',
  'node:fs',
  'node:fs/promises',
  'node:os',
  'node:perf_hooks',
  'node:timers',
  'node:timers/promises',
];
const machineAccess = {
  'no-restricted-imports': [
    'error',
    {
      paths: machineModules.map((name) => ({ name, message: 'Reach the machine through Host.' })),
      patterns: [
        {
          group: ['@wiretax/plugin-*', '@wiretax/command-*'],
          message: 'Core imports no plugin, and no plugin imports another.',
        },
      ],
    },
  ],
  'no-restricted-globals': [
    'error',
    ...['console', 'performance', 'process', 'setTimeout', 'setInterval', 'fetch'].map((name) => ({
      name,
      message: 'Reach the machine through Host.',
    })),
  ],
  'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'Use host.clock.' }],
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/node_modules/',
      '.wiretax/',
      'proto/src/generated/',
      'test/fixtures/',
      'bin/templates/',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'off',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: false }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true },
      ],
      '@typescript-eslint/dot-notation': 'off',
      eqeqeq: 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration > Identifier',
          message: 'Export by name, or the plugin itself.',
        },
      ],
    },
  },
  {
    files: ['core/src/**/*.ts', 'plugins/*/*/src/**/*.ts'],
    ignores: [
      '**/*.test.ts',
      'core/src/kernel/host/node-*.ts',
      'core/src/kernel/host/clock.ts',
      'core/src/trial/peer/{main,driver,server,vitals,warmup,watchdog,window,yardstick}.ts',
      'core/src/trial/loop/node-environment.ts',
      'core/src/trial/peer/interference/*.ts',
      // What runs on another machine, and what is sent there.
      'core/src/trial/agent/{agent,agent-text,agent-connection,code-folder,remote-place}.ts',
      'core/src/trial/cast/target.ts',
      // They are a part of the command line.
      'plugins/*/*/src/commands/*.ts',
      'plugins/libraries/running/src/{early-end,interruption}.ts',
    ],
    rules: machineAccess,
  },
  {
    // What runs inside a peer: transports and the collectors that look at their own process.
    files: ['plugins/{transports,loads}/*/src/**/*.ts', 'plugins/collectors/{usage,runtime}/src/**/*.ts'],
    rules: { 'no-restricted-globals': 'off', 'no-restricted-imports': 'off' },
  },
  {
    // What sends to an endpoint that the user names: a Host has no network.
    files: ['plugins/reporters/otlp/src/send.ts'],
    rules: { 'no-restricted-globals': 'off' },
  },
);
