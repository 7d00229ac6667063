/** What a peer may take to answer beyond the time that its work takes, ms. */
export const graceMs = 10_000;
/** The same where plugins are called, each of which has 30 s for it. */
export const pluginLimitMs = 30_000 + graceMs;
