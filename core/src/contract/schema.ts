/**
 * A JSON Schema (draft 2020-12 vocabulary as far as ajv's default covers it) as plain data. The
 * command line checks a contribution's options against it before any process is started, so an
 * implementation may trust the options it is given. Set `additionalProperties: false`, or a misspelt
 * option goes unnoticed; give each property a `description` for those who read the schema.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;
