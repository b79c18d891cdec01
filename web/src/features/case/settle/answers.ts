import { some } from "@/lib/ids";

import type { Answer } from "./api";

// An answer names the line or the gift only where the question is about one.
export function answerBody(asked: { question: string; line: string; about: string }, value: string, version: number): Answer {
  return {
    version,
    question: asked.question,
    value,
    ...(some(asked.line) ? { line: asked.line } : {}),
    ...(asked.about ? { about: asked.about } : {}),
  };
}
