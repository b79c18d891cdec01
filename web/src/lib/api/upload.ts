// Sends a file as it is, with progress. fetch() cannot tell how much has gone out; XMLHttpRequest can.
import { currentLanguage } from "@/lib/i18n";

import { csrfHeader, newKey } from "./client";
import { Problem, problemOf } from "./problem";

export interface Uploading<T> {
  done: Promise<T>;
  abort: () => void;
}

export function upload<T>(
  method: string,
  url: string,
  file: Blob,
  onShare: (share: number) => void,
  key = newKey(),
  type = file.type || "application/octet-stream",
): Uploading<T> {
  const request = new XMLHttpRequest();
  const done = new Promise<T>((resolve, reject) => {
    request.open(method, url);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Accept-Language", currentLanguage());
    request.setRequestHeader("Content-Type", type);
    request.setRequestHeader("Idempotency-Key", key);
    for (const [name, value] of Object.entries(csrfHeader())) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        resolve((request.responseText ? JSON.parse(request.responseText) : undefined) as T);
        return;
      }
      void problemOf(new Response(request.responseText, { status: request.status }), request.statusText).then(reject);
    };
    const unreachable = currentLanguage() === "zh" ? "连不上售后台，请检查网络。" : "The desk cannot be reached.";
    request.onerror = () => reject(new Problem(0, "network", unreachable));
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.send(file);
  });
  return { done, abort: () => request.abort() };
}
