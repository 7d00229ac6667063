import { definePlugin } from '@wiretax/core';

/** It contributes a command only; nothing of it is part of a run. */
export default definePlugin({
  name: '@wiretax/plugin-query',
  api: 2,
  apply() {
    // The command is in commands/query.ts.
  },
});
