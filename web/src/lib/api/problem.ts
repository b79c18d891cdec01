// A failure as the server tells it (application/problem+json), or as the network does. `message` is in the
// reader's language and meant to be shown; `code` is stable and meant for programs.
export class Problem extends Error {
  constructor(
    readonly status: number, // 0 where no answer came at all
    readonly code: string,
    message: string,
    readonly field?: string, // the place in the input: "lines[2].quantity"
  ) {
    super(message);
    this.name = "Problem";
  }

  // Worth trying again without changing anything.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status === 503;
  }
}

interface ProblemBody {
  code?: string;
  detail?: string;
  title?: string;
  field?: string;
}

export async function problemOf(response: Response, fallback: string): Promise<Problem> {
  let body: ProblemBody = {};
  try {
    body = (await response.json()) as ProblemBody;
  } catch {
    // Not JSON: something between us and the desk answered. The status is all there is to say.
  }
  const message = body.detail ?? body.title ?? `${fallback} (${response.status})`;
  return new Problem(response.status, body.code ?? "http", message, body.field || undefined);
}
