import { failure, input } from './error-row.js';

/** The plan, and the folders of runs. */
export const recordErrors = {
  E_PLAN_SIZE: input(
    'The plan has more cells, trials or time than a run may have.',
    'Give fewer values to the axes, exclude cells, or make several studies of it.',
    'configuration.md#axes',
  ),
  E_DUPLICATE_CELL: input(
    'Two different cells would have the same id.',
    'Name one of the two uses with as:.',
    'configuration.md#axes',
  ),
  E_NO_CELLS: input(
    'Every cell is excluded.',
    'Take out or narrow an entry of exclude.',
    'configuration.md#axes',
  ),
  E_OUT_UNWRITABLE: input(
    "The folder that results or a new plugin are to be written to can't be made or written.",
    'Choose another folder with --out or --directory, or mend its permissions.',
    'results.md#on-disk',
  ),
  E_WRITE: failure(
    "Something couldn't be written in the middle of a run or report: the disk is full, or the folder has gone.",
    'Make room, then go on with run --resume, or make the report again with wiretax report; finished trials are kept.',
    'results.md#on-disk',
  ),
  E_NO_RUN: input(
    'The folder holds no run, or one whose manifest can not be read.',
    'Name a folder below runs/, or begin a new run.',
    'results.md#on-disk',
  ),
  E_SCHEMA: input(
    'The run was written by a version of Wiretax whose files this one does not read.',
    'Use the version that wrote it, or run the study again.',
    'results.md#on-disk',
  ),
  E_MANIFEST: input(
    'The manifest of a run was edited or damaged.',
    'Put back the key that the message names, or run the study again.',
    'results.md#on-disk',
  ),
  E_STORED_NAME: input(
    "A name in a stored run can't be a file's name; somebody edited it.",
    'Put it back, or run the study again.',
    'results.md#on-disk',
  ),
  E_LOCKED: input(
    'Another process is writing to the run, or may be.',
    'Wait for it or stop it; if it was on another machine and has ended, remove the file that the message names.',
    'results.md#one-writer-and-nothing-left',
  ),
};
