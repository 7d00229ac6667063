import { execFile, execFileSync } from 'node:child_process';
import { test } from 'uvu';

/** Something that a test needs and that may be missing, such as a program that we did not write. */
export interface Tool {
  readonly name: string;
  /** Whether it can be started and has what it needs. */
  readonly available: boolean;
}

export interface ToolResult {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const limitMs = 120_000;

/** The tool `name` if this command runs without an error. */
export function tool(name: string, command: string, args: readonly string[]): Tool {
  return { name, available: succeeds(command, args) };
}

export function succeeds(command: string, args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: limitMs });
    return true;
  } catch {
    return false;
  }
}

/** A test that is skipped, with a line that the runner lists, where a tool is missing. */
export function testWith(tools: readonly Tool[], name: string, body: () => Promise<void>): void {
  test(name, async () => {
    const missing = tools.find(({ available }) => !available);
    // uvu leaves the cursor behind a bullet, and the runner looks at the start of lines.
    if (missing === undefined) await body();
    else console.log(`\nSKIPPED: ${missing.name} is not installed`);
  });
}

/** Runs a program to its end. Not synchronously: what it talks to may live in this process. */
export function runTool(
  command: string,
  args: readonly string[],
  input: string | Uint8Array = '',
  env: Readonly<Record<string, string>> = {},
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      command,
      args,
      {
        encoding: 'buffer',
        maxBuffer: 2 ** 28,
        timeout: limitMs,
        killSignal: 'SIGKILL',
        env: { ...process.env, ...env },
      },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code === 'string') reject(new Error(error.message));
        else resolve({ code: child.exitCode, stdout, stderr: stderr.toString() });
      },
    );
    // A program that has read enough closes its end.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}
