/**
 * A JSON Schema (draft 2020-12 vocabulary as far as ajv's default covers it) as plain data. The
 * command line checks a contribution's options against it before any process is started, so an
 * implementation may trust the options it is given. Set `additionalProperties: false`, or a misspelt
 * option goes unnoticed; give each property a `description` for those who read the schema.
 *
 * Two marks count wherever `properties` and `items` lead. `writeOnly: true` makes a text a secret: users write the name of an
 * environment variable (`$WIRETAX_TOKEN`), and the implementation gets what that holds, at least 4 characters. `format: 'path'`
 * makes it a path, which the implementation gets absolute: relative ones start from the config file that has them.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;
