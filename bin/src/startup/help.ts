import { Help as OclifHelp } from '@oclif/core';

/** oclif's help, which says of a command that isn't there what the command itself would say. */
export default class Help extends OclifHelp {
  override async showHelp(argv: string[]): Promise<void> {
    try {
      await super.showHelp(argv);
    } catch (error) {
      const [, id] = /^Command (.+) not found\.$/.exec(error instanceof Error ? error.message : '') ?? [];
      if (id === undefined) throw error;
      const { unknownCommand } = await import('../failure/command-not-found.js');
      throw unknownCommand(id, this.config);
    }
  }
}
