import { visibleLine } from '@wiretax/core';
import type { Endpoint } from './settings.js';

const mostBytes = 64 * 1024;

/**
 * Posts an OTLP request as JSON. Rejects with one sentence if the endpoint can't be reached, takes too long, refuses it or takes a part of it
 * only. Redirects are not followed: it goes to where the user said, and nowhere else.
 */
export async function send(body: string, { url, headers, timeoutMs }: Endpoint): Promise<void> {
  const target = urlOf(url);
  for (const header of headers) checkHeader(header);
  let answer: { readonly status: number; readonly text: string };
  try {
    const response = await fetch(target, {
      method: 'POST',
      redirect: 'error',
      headers: [
        ['content-type', 'application/json'],
        ...headers.map(({ name, value }): [string, string] => [name, value]),
      ],
      body,
      signal: AbortSignal.timeout(timeoutMs),
    });
    answer = { status: response.status, text: await beginning(response) };
  } catch (thrown) {
    throw new Error(`the OTLP endpoint ${target.host} ${failureOf(thrown, timeoutMs)}`, { cause: thrown });
  }
  if (answer.status < 200 || answer.status > 299) {
    const said = answer.text === '' ? '' : `: ${visibleLine(answer.text, 200)}`;
    throw new Error(`the OTLP endpoint ${target.host} answered ${String(answer.status)}${said}`);
  }
  const rejected = rejectedPoints(answer.text);
  if (rejected !== undefined) throw new Error(`the OTLP endpoint ${target.host} ${rejected}`);
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new Error(
      'the OTLP endpoint is no http or https URL; write all of it, such as http://localhost:4318/v1/metrics',
    );
  if (url.username !== '' || url.password !== '')
    throw new Error(
      `the OTLP endpoint ${url.host} has a user in its URL; send it in a header, such as authorization`,
    );
  return url;
}

/** What fetch says of a value that it can't send has the value in it, which may be a token. */
function checkHeader({ name, value }: Endpoint['headers'][number]): void {
  try {
    new Headers([[name, value]]);
  } catch {
    throw new Error(
      `the value of the OTLP header ${name} has characters that a header can't hold, such as a line end`,
    );
  }
}

function failureOf(thrown: unknown, timeoutMs: number): string {
  if (thrown instanceof Error && thrown.name === 'TimeoutError')
    return `gave no answer within ${String(timeoutMs / 1e3)} s`;
  const { cause } = thrown as { readonly cause?: unknown };
  const reason =
    cause instanceof Error && cause.message !== ''
      ? cause.message
      : String((cause as { code?: unknown } | undefined)?.code ?? thrown);
  return `can't be reached: ${visibleLine(reason, 200)}`;
}

/** As much of an answer as is looked at. */
async function beginning({ body }: Response): Promise<string> {
  if (body === null) return '';
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const part of body as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > mostBytes) break;
    text += decoder.decode(part, { stream: true });
  }
  return text;
}

/** What an endpoint says that has taken a part: `partialSuccess` of its answer; 64-bit numbers come as text. */
function rejectedPoints(text: string): string | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { partialSuccess } = (answer ?? {}) as {
    readonly partialSuccess?: { readonly rejectedDataPoints?: unknown; readonly errorMessage?: unknown };
  };
  const count = Number(partialSuccess?.rejectedDataPoints ?? 0);
  if (!(count > 0)) return undefined;
  const why =
    typeof partialSuccess?.errorMessage === 'string'
      ? `: ${visibleLine(partialSuccess.errorMessage, 200)}`
      : '';
  return `refused ${String(count)} data points${why}`;
}
