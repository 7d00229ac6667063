import { type Reporter, visibleLine } from '@wiretax/core';
import { jsonLine } from '@wiretax/writing';
import { metricsRequest } from './request.js';
import { send } from './send.js';
import type { Endpoint } from './settings.js';

/** Writes the request into the run's folder, and sends it where an endpoint was named. */
export function otlpReporter(endpoint: Endpoint | undefined): Reporter {
  return {
    findings: 'none',
    async report(results, output) {
      const text = jsonLine(metricsRequest(results));
      output.print(`${visibleLine(await output.write('otlp-metrics.json', `${text}\n`))}\n`);
      if (endpoint !== undefined) await send(text, endpoint);
    },
  };
}
