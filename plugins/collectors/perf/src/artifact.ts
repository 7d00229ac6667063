import { join } from 'node:path';
import type { Artifact, CollectorTarget, Evidence } from '@wiretax/core';

/** Writes a file into the target's directory. Where that fails, as on a full disk, only the file is missing. */
export async function keepText(
  { host, directory }: Pick<CollectorTarget, 'host' | 'directory'>,
  artifact: Artifact,
  text: string,
): Promise<Pick<Evidence, 'artifacts' | 'notes'>> {
  try {
    await host.files.write(join(directory, artifact.file), text);
    return { artifacts: [artifact], notes: [] };
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    return { artifacts: [], notes: [`${artifact.file} could not be written: ${reason}`] };
  }
}
