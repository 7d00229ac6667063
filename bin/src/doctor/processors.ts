import type { MachineFacts } from '@wiretax/core';
import { percentText } from '@wiretax/writing';
import { type Check, ok, warn } from './check.js';

/** What the processors do to a measurement: how many, how steady, whose. `available` CPUs may be fewer than exist. */
export function checkProcessors(machine: MachineFacts, available: number): readonly Check[] {
  return [cpus(machine, available), smt(machine), turbo(machine), virtualisation(machine)];
}

function cpus({ cpuModel, logicalCpus }: MachineFacts, available: number): Check {
  const model = cpuModel === null ? '' : `, ${cpuModel}`;
  if (available >= 2) return ok('cpus', `${String(available)} of ${String(logicalCpus)} usable${model}`);
  const detail =
    'one usable CPU: placement split is not possible, peers and coordinator take time from each other';
  return warn(
    'cpus',
    detail,
    'give the machine or container two CPUs or more, or measure with --placement shared',
  );
}

function smt({ smt: active }: MachineFacts): Check {
  if (active === null) return ok('smt', 'the system does not tell');
  if (!active) return ok('smt', 'off');
  const fix =
    'nothing, if peers are pinned (plugin pin skips siblings); or echo off > /sys/devices/system/cpu/smt/control';
  return warn('smt', 'on: two hardware threads share a core and slow each other down', fix);
}

function turbo({ turbo: on }: MachineFacts): Check {
  if (on === null) return ok('turbo', 'the system does not tell');
  if (!on) return ok('turbo', 'off');
  const fix =
    'echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo, or echo 0 > /sys/devices/system/cpu/cpufreq/boost';
  return warn('turbo', 'on: the clock depends on temperature and on what other cores do', fix);
}

function virtualisation({ virtualisation: kind, stealShare }: MachineFacts): Check {
  const steal = stealShare === null ? '' : `, ${percentText(stealShare, 1)} of CPU time stolen since boot`;
  if (kind === null) return ok('virtualisation', `none${steal}`);
  const detail = `${kind}${steal}: others may take CPU time, and the clock speed is hidden`;
  return warn(
    'virtualisation',
    detail,
    'compare rows of one run, not of different days; use bare metal for absolute figures',
  );
}
