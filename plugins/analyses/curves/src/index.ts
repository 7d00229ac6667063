import { definePlugin } from '@wiretax/core';
import { advice } from './advice/analysis.js';
import { answer } from './answer/analysis.js';
import { crossover } from './crossover/analysis.js';
import { drift } from './drift/analysis.js';
import { launches } from './drift/launches.js';
import { flowCost } from './flow-cost/analysis.js';
import { inversion } from './inversion/analysis.js';
import { kneesBy } from './knee/analysis.js';
import { readSettings, settingsSchema } from './knee/settings.js';
import { littlesLaw } from './littles-law/analysis.js';
import { scaling } from './scaling/analysis.js';
import { stalls } from './stalls/analysis.js';
import { steps } from './steps/analysis.js';
import { tail } from './tail/analysis.js';
import { usl } from './usl/analysis.js';
import { zones } from './zones/analysis.js';

/** Each analysis that has any finds its settings under its name. */
interface Settings {
  readonly knee?: Readonly<Record<string, unknown>>;
}

export default definePlugin({
  name: '@wiretax/plugin-curves',
  api: 2,
  settings: { type: 'object', properties: { knee: settingsSchema }, additionalProperties: false },
  apply({ analyses, settings }) {
    analyses.add('tail', tail);
    analyses.add('knee', kneesBy(readSettings((settings as Settings).knee ?? {})));
    analyses.add('crossover', crossover);
    analyses.add('inversion', inversion);
    analyses.add('zones', zones);
    analyses.add('scaling', scaling);
    analyses.add('usl', usl);
    analyses.add('littles-law', littlesLaw);
    analyses.add('flow-cost', flowCost);
    analyses.add('stalls', stalls);
    analyses.add('steps', steps);
    analyses.add('drift', drift);
    analyses.add('launches', launches);
    analyses.add('advice', advice);
    analyses.add('answer', answer);
  },
});
