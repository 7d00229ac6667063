import { strict as assert } from 'node:assert';
import type { Case } from '../cases.js';
import { assertArtifacts } from './evidence-cases.js';
import { type CollectorSubject, gather, rejectionOf, type Scene } from './scene.js';
import { toolCase } from './tool-cases.js';

/** How a collector holds on to processes, and lets go. */
export function attachmentCases(subject: CollectorSubject): readonly Case[] {
  return [
    toolCase(subject, 'detaches twice with the same evidence', async (scene) => {
      const { target, watched } = await scene.target();
      const attachment = await scene.collector.attach(target);
      await watched.work();
      const [once, atOnce] = await Promise.all([attachment.detach(), attachment.detach()]);
      await watched.work();
      assert.deepEqual(atOnce, once, 'a second detach during the first must bring the same evidence');
      assert.deepEqual(await attachment.detach(), once, 'a second detach must bring the same evidence');
    }),
    toolCase(subject, 'works in both windows', async (scene) => {
      for (const window of ['measure', 'profile'] as const) await gather(scene, { window });
    }),
    toolCase(subject, 'takes a target that can’t be changed', async (scene) => {
      const { target } = await scene.target();
      Object.freeze(target.options);
      const attachment = await scene.collector.attach(Object.freeze(target));
      await attachment.detach();
    }),
    toolCase(subject, 'watches two processes at a time', bothRoles),
    toolCase(subject, 'refuses a process that has ended', async (scene) => {
      if (scene.collector.side === 'inside') return;
      const { target, watched } = await scene.target();
      await watched.end();
      const rejection = await rejectionOf(
        scene.collector.attach(target).then((attachment) => attachment.detach()),
      );
      assert.ok(rejection !== undefined, 'attach must reject when the process is gone');
      assert.ok(rejection.reason instanceof Error, 'attach must reject with an Error');
    }),
    toolCase(subject, 'settles when the process ends', async (scene) => {
      if (scene.collector.side === 'inside') return;
      const { target, watched } = await scene.target();
      const attachment = await scene.collector.attach(target);
      await watched.work();
      await watched.end();
      const rejection = await rejectionOf(attachment.detach());
      const sound = rejection === undefined || rejection.reason instanceof Error;
      assert.ok(sound, 'detach must bring evidence or reject with an Error when the process has ended');
    }),
  ];
}

async function bothRoles(scene: Scene): Promise<void> {
  const server = await scene.target({ peer: 'server', half: 'server' });
  const client = await scene.target({ peer: 'client', half: 'client' });
  const first = await scene.collector.attach(server.target);
  const second = await scene.collector.attach(client.target);
  await Promise.all([server.watched.work(), client.watched.work()]);
  const ofServer = await first.detach();
  await client.watched.work();
  const rejection = await rejectionOf(second.detach());
  const said = String(rejection?.reason);
  assert.ok(
    rejection === undefined,
    `one attachment must live on when another one has been detached: ${said}`,
  );
  const ofClient = await second.detach();
  assert.notEqual(ofServer, ofClient, 'two attachments must not share their evidence');
  await assertArtifacts(ofServer, server.target.directory);
  await assertArtifacts(ofClient, client.target.directory);
}
