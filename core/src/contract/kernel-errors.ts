import { failure, input } from './error-row.js';

/** What plugins do against the contracts, and what the machine's files and folders may not be. */
export const kernelErrors = {
  E_PLUGIN: failure(
    'Code of a plugin threw something without a code.',
    'Mend the plugin that the message names, or leave it out; DEBUG=1 shows where it threw.',
    'writing-a-plugin.md#what-users-read-when-it-goes-wrong',
  ),
  E_TIMEOUT: failure(
    'A plugin took longer than it may, and was given up.',
    'Look for what it waits for, in the logs of the trial if it ran in a peer; a plugin ends when its signal is aborted.',
    'writing-a-plugin.md#what-people-get-wrong',
  ),
  E_PLUGIN_SHAPE: input(
    'What a plugin exports is no plugin.',
    'Export definePlugin({ name, api, apply }) by default; apply is synchronous.',
    'writing-a-plugin.md#what-users-read-when-it-goes-wrong',
  ),
  E_PLUGIN_API: input(
    'A plugin was made for another version of the contracts.',
    'Update the side that the message names; how a plugin of api 1 is taken over is told step by step.',
    'migrating-to-api-2.md',
  ),
  E_DUPLICATE_PLUGIN: input(
    'Two plugins have the same name.',
    'Leave one of them out, or uninstall it.',
    'configuration.md#plugins-and-their-settings',
  ),
  E_DUPLICATE_NAME: input(
    'Two plugins bring a contribution of the same kind and name.',
    'Leave one of them out; if one is yours, rename what it adds.',
    'writing-a-plugin.md#what-users-read-when-it-goes-wrong',
  ),
  E_BAD_NAME: input(
    "The name of a contribution or of a new plugin can't be used.",
    'Use lower case letters, digits and dashes.',
    'writing-a-plugin.md#the-package',
  ),
  E_CONTRIBUTION_SHAPE: failure(
    "A contribution, or what a method of it gave, isn't what the contract of its kind asks for.",
    'Mend the member that the message names; the conformance kit of the kind tells what else is wrong.',
    'contracts.md',
  ),
  E_SEALED: failure(
    'A plugin added a contribution or tapped a phase after its apply had returned.',
    'Do it in apply, before anything is awaited.',
    'writing-a-plugin.md#hooks',
  ),
  E_UNKNOWN_NAME: failure(
    'Something asked for a contribution that no loaded plugin brings.',
    'Check its spelling against those that the message lists, or load the plugin that brings it.',
    'configuration.md#plugins-and-their-settings',
  ),
  E_SECRET: input(
    "An option or setting names a variable of the environment that isn't set.",
    'Set the variable that the message names, then start again.',
    'configuration.md#plugins-and-their-settings',
  ),
  E_LINK: input(
    "A symbolic link lies within a run's folder, where none is followed.",
    'Put there what it stands for.',
    'results.md#on-disk',
  ),
  E_OUTSIDE: input(
    'A stored path leads out of the folder of its run.',
    "The run's files were edited: use it only if you know by whom, and put the path right.",
    'results.md#on-disk',
  ),
  E_FILE_SIZE: failure(
    'A file is larger than any that Wiretax writes.',
    "It isn't what it is taken for: put the right one in its place, or remove it.",
    'results.md#on-disk',
  ),
  E_TEMPORARY: failure(
    'No folder for sockets has a path that is short enough.',
    'Set TMPDIR to a short path that can be written.',
  ),
};
