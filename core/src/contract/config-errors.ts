import { input } from './error-row.js';

/** Presets, configs, and the plugins that they name. */
export const configErrors = {
  E_CONFIG: input(
    "The study can't be run as it is written; every problem is named with its key or flag.",
    'Mend them all; where a name is misspelt the nearest one is told.',
    'configuration.md',
  ),
  E_UNKNOWN_PRESET: input(
    'There is neither a preset nor a file of that name.',
    'wiretax list presets shows the presets.',
    'study.md#presets',
  ),
  E_CONFIG_UNREADABLE: input(
    "A config file can't be read, or isn't what its ending says.",
    'Mend it at the place that the message names; YAML, JSON and .mjs are read.',
    'configuration.md',
  ),
  E_CONFIG_SHAPE: input(
    'A config file holds something else than keys and values.',
    'Write keys and values, such as transport: tcp.',
    'configuration.md',
  ),
  E_CONFIG_LIMIT: input(
    'A config is larger, nests deeper or holds other values than any study needs.',
    'Mend or take out the part that the message names; what an alias stands for counts each time.',
    'configuration.md',
  ),
  E_CONFIG_MODULE: input(
    'A config is a program, and programs may not run here.',
    'Write it as YAML or JSON, or allow it where it was refused if you trust it.',
    'embedding.md#what-a-config-may-do',
  ),
  E_TOPOLOGY: input(
    "A topology's peers can't make a trial: a name, a call or a circle is wrong.",
    'Mend the topology, or its options, at the peer that the message names.',
    'contracts.md#topologies',
  ),
  E_EXTENDS: input(
    "What a config extends can't be found.",
    'Check the name or path; paths begin at the file that holds extends.',
    'configuration.md',
  ),
  E_EXTENDS_CYCLE: input(
    'A config extends itself.',
    'Take one step out of the circle that the message shows.',
    'configuration.md',
  ),
  E_PLUGINS: input(
    "Several plugins can't be used.",
    'Each is named with its reason; mend them or take them out.',
    'writing-a-plugin.md#what-users-read-when-it-goes-wrong',
  ),
  E_PLUGIN_BROKEN: input(
    'The package of a plugin lacks what it needs, or needs another core.',
    'Update or install it again, or take it out.',
    'writing-a-plugin.md#the-package',
  ),
  E_PLUGIN_IMPORT: input(
    'A plugin threw while it was imported.',
    'The message ends with what to do; DEBUG=1 shows where it threw.',
    'writing-a-plugin.md#what-users-read-when-it-goes-wrong',
  ),
  E_PLUGIN_GONE: input(
    "A run can't go on with other plugins than it was begun with.",
    'Install those that are missing, or give --allow-plugin and the path of each if you trust what is there.',
    'configuration.md#plugins-and-their-settings',
  ),
  E_STORED_NODE_FLAGS: input(
    'A stored run would start peers with flags of Node.js that load or reach more than a study needs.',
    'If you trust the run, add --allow-node-flags.',
    'configuration.md#flags-of-nodejs',
  ),
  E_UNKNOWN_REPORTER: input(
    "A run can't be reported in the form that was asked for.",
    'Check the name of the reporter, or install the plugin that brings it.',
    'results.md#reports',
  ),
};
