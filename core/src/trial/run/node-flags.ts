import type { Experiment } from '../../contract/experiment.js';
import type { Host } from '../../contract/host.js';
import { InputError, reasonOf } from '../../kernel/errors.js';
import { planCells } from '../../record/plan/cells.js';

const limitMs = 10_000;
/** What a Node.js prints that took its flags and runs programs; `--version` and the like print something else. */
const token = 'wiretax: flags taken';

/** Starts Node.js once with each set of flags that peers will get. Throws with every set that it refuses. */
export async function checkNodeFlags(host: Host, experiment: Experiment, signal: AbortSignal): Promise<void> {
  const sets = new Map<string, { readonly label: string; readonly flags: readonly string[] }>();
  for (const { node } of planCells(experiment)) {
    for (const flags of [node.client, node.server]) {
      const key = JSON.stringify(flags);
      if (flags.length > 0 && !sets.has(key)) sets.set(key, { label: node.label, flags });
    }
  }
  const problems: { path: string; message: string }[] = [];
  for (const { label, flags } of sets.values()) {
    signal.throwIfAborted();
    const refusal = await refusalOf(host, flags);
    if (refusal === undefined) continue;
    const version = host.runtime.node.replace(/^v/, '');
    const message = `Node.js ${version} does not start peers with ${flags.join(' ')}: ${refusal}`;
    problems.push({ path: `node ${label}`, message });
  }
  if (problems.length > 0) {
    throw new InputError('E_NODE_FLAGS', 'Node.js refuses flags of this study', problems);
  }
}

async function refusalOf(host: Host, flags: readonly string[]): Promise<string | undefined> {
  const args = [...flags, '--eval', `process.stdout.write('${token}')`];
  try {
    const { code, stdout, stderr } = await host.run(host.runtime.executable, args, { timeoutMs: limitMs });
    if (code === 0 && stdout === token) return undefined;
    if (code === 0) return 'with them it does something else than run a program';
    const [line = ''] = stderr.split('\n').filter((text) => text.trim() !== '');
    const said = line.replace(/^.*?: /, '').trim();
    return said === '' ? `it ended with code ${String(code)}` : said;
  } catch (thrown) {
    return reasonOf(thrown);
  }
}
