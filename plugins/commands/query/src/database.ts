import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBInstance,
  type JS,
  StatementType,
} from '@duckdb/node-api';
import { type InputCode, InputError } from '@wiretax/core';
import type { KeptSamples } from './kept-samples.js';
import { samplesView, textLiteral } from './samples-view.js';
import type { ColumnType, Table, Value } from './table.js';

/** What a statement selects, a part at a time. */
export interface Answer {
  readonly names: readonly string[];
  readonly parts: AsyncIterable<readonly (readonly JS[])[]>;
}

export interface Database {
  /**
   * Runs one statement that selects. What is wrong with it is an InputError with DuckDB's own words; when the signal has ended it, also
   * while its rows are read, that rejects with the signal's reason.
   */
  ask(sql: string, signal: AbortSignal): Promise<Answer>;
  close(): void;
}

const questions: readonly StatementType[] = [StatementType.SELECT, StatementType.EXPLAIN];

/**
 * A database in memory with these tables and a view of these samples. When this has resolved, a statement can
 * read the files of the samples and no other, write none, load no extension, and not undo any of that.
 */
export async function openDatabase({
  tables,
  samples,
}: {
  readonly tables: readonly Table[];
  readonly samples: readonly KeptSamples[];
}): Promise<Database> {
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: '' });
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    for (const table of tables) await addTable(connection, table);
    if (samples.length > 0) {
      await connection.run(`set allowed_paths = [${samples.map(({ path }) => textLiteral(path)).join()}]`);
    }
    await connection.run('set enable_external_access = false');
    if (samples.length > 0) await connection.run(samplesView(samples));
    await connection.run('set lock_configuration = true');
  } catch (thrown) {
    close();
    throw refused('E_BAD_SAMPLES', "the run's samples can't be read", thrown);
  }
  return { ask: (sql, signal) => ask(connection, sql, signal), close };
}

async function ask(connection: DuckDBConnection, sql: string, signal: AbortSignal): Promise<Answer> {
  const interrupt = (): void => {
    connection.interrupt();
  };
  const ended = (): void => {
    signal.removeEventListener('abort', interrupt);
  };
  signal.addEventListener('abort', interrupt);
  try {
    signal.throwIfAborted();
    // Without anything to extract DuckDB fails and doesn't say why.
    if (sql.replace(/--.*$/gm, '').replace(/[\s;]/g, '') === '') throw new Error('there is no statement');
    const statements = await connection.extractStatements(sql);
    if (statements.count !== 1) {
      throw new Error(`there are ${String(statements.count)} statements; give one at a time`);
    }
    const statement = await statements.prepare(0);
    if (!questions.includes(statement.statementType)) {
      throw new Error('the run is only read; give a statement that selects');
    }
    const result = await statement.stream();
    return { names: result.deduplicatedColumnNames(), parts: partsOf(result.yieldRowsJs(), signal, ended) };
  } catch (thrown) {
    ended();
    throw failed(thrown, signal);
  }
}

/** A statement may fail while its rows are being made, too. */
async function* partsOf(
  rows: AsyncIterable<JS[][]>,
  signal: AbortSignal,
  ended: () => void,
): AsyncIterable<readonly (readonly JS[])[]> {
  try {
    for await (const part of rows) {
      signal.throwIfAborted();
      yield part;
    }
    // Rows that are interrupted just end.
    signal.throwIfAborted();
  } catch (thrown) {
    throw failed(thrown, signal);
  } finally {
    ended();
  }
}

function failed(thrown: unknown, signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : refused('E_QUERY', 'the query failed', thrown);
}

async function addTable(connection: DuckDBConnection, { name, columns, rows }: Table): Promise<void> {
  const definitions = columns.map((column) => `"${column.name}" ${column.type}`).join();
  await connection.run(`create table "${name}" (${definitions})`);
  const appender = await connection.createAppender(name);
  for (const row of rows) {
    columns.forEach(({ type }, index) => {
      append(appender, type, row[index] ?? null);
    });
    appender.endRow();
  }
  appender.closeSync();
}

function append(appender: DuckDBAppender, type: ColumnType, value: Value): void {
  if (value === null) appender.appendNull();
  else if (type === 'VARCHAR') appender.appendVarchar(String(value));
  else if (type === 'BOOLEAN') appender.appendBoolean(value === true);
  else if (type === 'BIGINT') appender.appendBigInt(BigInt(Math.round(Number(value))));
  else appender.appendDouble(Number(value));
}

function refused(code: InputCode, subject: string, thrown: unknown): InputError {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new InputError(code, subject, [{ path: '', message: message.trim() }]);
}
