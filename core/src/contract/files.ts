/** What can be done with files, by their paths. */
export interface Folder {
  /**
   * Rejects with Node's error (`code: 'ENOENT'`) if it can't be read, and with `E_FILE_SIZE` if it has more than
   * `mostBytes`, by default 64 MiB.
   */
  read(path: string, mostBytes?: number): Promise<string>;
  /**
   * What `read` would bring of the files with these names in a folder, or the error with which it would reject, in their order. The folder
   * is opened once, which makes it several times as fast as one by one.
   */
  readEach(
    folder: string,
    names: readonly string[],
    mostBytes?: number,
  ): Promise<readonly (string | Error)[]>;
  /** The bytes of a file of any size, part by part; rejects as `read` does. */
  parts(path: string): AsyncIterable<Uint8Array>;
  /**
   * Replaces the file in one step: readers see the old content or the new one, and the new one is on disk when it resolves. Text
   * is written as UTF-8.
   */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Opens a file for lines that survive a crash: `append` resolves when the line is on disk. */
  openLog(path: string): Promise<LineLog>;
  exists(path: string): Promise<boolean>;
  /** Names in a folder, sorted; empty when there is no such folder. */
  list(path: string): Promise<readonly string[]>;
  /**
   * Resolves when the folder, and those above it that were made, are on disk: with true if this call made it, and with false if
   * it was there.
   */
  makeDirectory(path: string): Promise<boolean>;
  /** Removes a file or a folder with all that is in it; no error when there is none. */
  remove(path: string): Promise<void>;
  /** Cuts a file to this many bytes. */
  truncate(path: string, bytes: number): Promise<void>;
  /** Creates the file with this text, or resolves with false when it exists already. */
  create(path: string, text: string): Promise<boolean>;
}

export interface Files extends Folder {
  /**
   * What is in a folder that others may have filled, such as a run's. Paths are relative to it, and none leads out of
   * it: `..`, an absolute path (`E_OUTSIDE`) and a symbolic link at any place below it (`E_LINK`) are refused,
   * also by `exists`, and so is what is no file, such as a pipe. `remove` removes links, not what they stand for.
   */
  within(folder: string): Folder;
  /** Locks a folder against every other process that does the same, also in other containers. Rejects if there is no such folder. */
  lockFolder(path: string): Promise<FolderLock>;
  /** A new empty folder for sockets and the like, with a short path, that no other user can look into. */
  temporaryDirectory(): Promise<string>;
}

/**
 * `ours` until `release`, or until this process has ended, however it did. `taken`: another has it. `none`: there are no
 * such locks here, and why.
 */
export type FolderLock =
  | { readonly state: 'ours'; readonly release: () => Promise<void> }
  | { readonly state: 'taken' }
  | { readonly state: 'none'; readonly reason: string };

export interface LineLog {
  append(line: string): Promise<void>;
  close(): Promise<void>;
}
