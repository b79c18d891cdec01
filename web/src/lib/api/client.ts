// The typed client: api("GET /api/v1/cases/{id}", { path: { id } }). Types come from schema.ts, which is made
// from the server's OpenAPI, so a change there shows up here when types are checked.
import { currentLanguage } from "@/lib/i18n";

import { Problem, problemOf } from "./problem";
import type { Operations } from "./schema";

export type Operation = keyof Operations;
export type ResponseOf<K extends Operation> = Operations[K]["response"];
export type BodyOf<K extends Operation> = Operations[K]["body"];

type Need<Name extends string, T> = [T] extends [undefined]
  ? { [N in Name]?: undefined }
  : Record<string, never> extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };

export type Options<K extends Operation> = Need<"path", Operations[K]["path"]> &
  Need<"query", Operations[K]["query"]> &
  Need<"body", Operations[K]["body"]> & {
    // The version that was read: the write is refused when somebody else changed it since.
    version?: number;
    // Give the same key again to repeat a write without doing it twice. Made afresh where absent.
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

type Arguments<K extends Operation> =
  Record<string, never> extends Options<K> ? [options?: Options<K>] : [options: Options<K>];

interface LooseOptions {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  version?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

// The token that proves a write comes from our own page and not from another site with the same cookie.
let csrfToken = "";
export function setCsrfToken(token: string) {
  csrfToken = token;
}

export function csrfHeader(): Record<string, string> {
  return csrfToken ? { "X-CSRF-Token": csrfToken } : {};
}

// Told when the server no longer knows us.
let signedOut: () => void = () => {};
export function onSignedOut(listener: () => void) {
  signedOut = listener;
}

export function newKey(): string {
  // crypto.randomUUID is missing on plain http:// addresses other than localhost.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function urlOf(template: string, path: Record<string, string> = {}, query: Record<string, unknown> = {}) {
  const address = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = path[name];
    if (!value) throw new Error(`${template} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === "") continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `${address}?${text}` : address;
}

function requestOf(method: string, options: LooseOptions): RequestInit {
  const headers: Record<string, string> = { Accept: "application/json", "Accept-Language": currentLanguage() };
  const init: RequestInit = { method, headers, credentials: "same-origin", signal: options.signal ?? null };
  if (method !== "GET") {
    headers["Idempotency-Key"] = options.idempotencyKey ?? newKey();
    Object.assign(headers, csrfHeader());
  }
  if (options.version !== undefined) headers["If-Match"] = `"${options.version}"`;
  if (options.body instanceof FormData || options.body instanceof Blob) {
    init.body = options.body;
  } else if (options.body !== undefined) {
    headers["Content-Type"] = "application/json";
    init.body = JSON.stringify(options.body);
  }
  return init;
}

async function send(url: string, init: RequestInit, triesLeft = 1): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    // The write may have arrived. The key makes asking again safe.
    if (triesLeft > 0) return send(url, init, triesLeft - 1);
    const message = currentLanguage() === "zh" ? "连不上售后台，请检查网络。" : "The desk cannot be reached.";
    throw new Problem(0, "network", message);
  }
}

export async function api<K extends Operation>(operation: K, ...rest: Arguments<K>): Promise<ResponseOf<K>> {
  const options = (rest[0] ?? {}) as LooseOptions;
  const [method = "GET", template = ""] = operation.split(" ");
  const response = await send(urlOf(template, options.path, options.query), requestOf(method, options));
  if (!response.ok) {
    if (response.status === 401) signedOut();
    throw await problemOf(response, response.statusText);
  }
  if (response.status === 204) return undefined as ResponseOf<K>;
  const type = response.headers.get("Content-Type") ?? "";
  return (type.includes("json") ? await response.json() : await response.blob()) as ResponseOf<K>;
}
