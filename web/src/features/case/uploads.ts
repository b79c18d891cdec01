// Photos on their way to the desk: several at once, each with its progress; a failed one can be tried again.
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";

import { api, newKey, urlOf } from "@/lib/api/client";
import { upload } from "@/lib/api/upload";
import { useWords } from "@/lib/i18n";
import type { EvidenceKind } from "@/lib/api/schema";
import { useFailure } from "@/lib/ui/useFailure";

import { caseKey } from "./api";
import { words } from "./words";

export interface Upload {
  key: string;
  name: string;
  share: number; // 0…1; 1 while the desk works on it
  error: string;
}

interface Job {
  file: File;
  rule: string;
}

// As the server limits them (src/app/case_evidence.h).
export const largestPicture = 20 * 1024 * 1024;
export const largestVideo = 50 * 1024 * 1024;
const atOnce = 2;

export function useUploads(caseId: string) {
  const w = useWords(words);
  const client = useQueryClient();
  const failure = useFailure();
  const [list, setList] = useState<Upload[]>([]);
  const jobs = useRef(new Map<string, Job>());
  const waiting = useRef<string[]>([]);
  const running = useRef(0);
  const change = (key: string, by: Partial<Upload>) =>
    setList((all) => all.map((one) => (one.key === key ? { ...one, ...by } : one)));
  const remove = (key: string) => {
    jobs.current.delete(key);
    setList((all) => all.filter((one) => one.key !== key));
  };

  const next = () => {
    const key = running.current < atOnce ? waiting.current.shift() : undefined;
    const job = key ? jobs.current.get(key) : undefined;
    if (!key || !job) return;
    running.current += 1;
    const { file, rule } = job;
    const kind = file.type.startsWith("video/") ? "video" : "photo";
    const url = urlOf("/api/v1/cases/{id}/evidence/file", { id: caseId }, { kind, answers: rule, given_by_buyer: true });
    // The key of the row is the key of the write: trying again never stores a photo twice.
    upload("POST", url, file, (share) => change(key, { share }), key)
      .done.then(async () => {
        await client.invalidateQueries({ queryKey: caseKey(caseId) });
        remove(key);
      })
      .catch((error: Error) => change(key, { error: error.message }))
      .finally(() => {
        running.current -= 1;
        latest.current();
      });
    latest.current();
  };
  const latest = useRef(next);
  useEffect(() => {
    latest.current = next;
  });

  const add = (files: File[], rule: string) => {
    const fresh = files.map((file) => ({ key: newKey(), file }));
    for (const { key, file } of fresh) jobs.current.set(key, { file, rule });
    const tooLarge = (file: File) => file.size > (file.type.startsWith("video/") ? largestVideo : largestPicture);
    setList((all) => [
      ...all,
      ...fresh.map(({ key, file }) => ({
        key,
        name: file.name,
        share: 0,
        error: tooLarge(file) ? w.tooLarge(file.name) : "",
      })),
    ]);
    waiting.current.push(...fresh.filter(({ file }) => !tooLarge(file)).map(({ key }) => key));
    next();
    next();
  };

  // A chat line or a record: evidence without a file.
  const addText = useCallback(
    async (kind: EvidenceKind, reference: string) => {
      try {
        await api("POST /api/v1/cases/{id}/evidence", { path: { id: caseId }, body: { kind, reference } });
        await client.invalidateQueries({ queryKey: caseKey(caseId) });
        return true;
      } catch (error) {
        failure(error);
        return false;
      }
    },
    [caseId, client, failure],
  );

  return {
    list,
    add,
    addText,
    again: (key: string) => {
      change(key, { error: "", share: 0 });
      waiting.current.push(key);
      next();
    },
    drop: remove,
  };
}
