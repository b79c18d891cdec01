// Somebody at the desk: keeps cookies and the forgery token as a browser does, and speaks JSON.
//   const { status, body, headers } = await client.post("/api/v1/cases", {…}, { key: "once" });
// A method never throws for a status; `must` does: await client.must.post(…) returns the body of a success.

// The lines of Set-Cookie. Debian's Node.js 18 has no getSetCookie() and joins them with commas; ours hold none.
export function cookiesOf(response) {
  if (response.headers.getSetCookie) return response.headers.getSetCookie();
  return (response.headers.get("set-cookie") ?? "").split(",").filter(Boolean);
}

export class Client {
  cookies = new Map();
  csrf = "";

  // { language: "zh" | "en", token: an API token instead of cookies }
  constructor(url, { language = "zh", token } = {}) {
    Object.assign(this, { url, language, token });
    this.must = Object.fromEntries(
      ["get", "post", "put", "patch", "delete"].map((method) => [method, (...args) => this.#must(method, args)]),
    );
  }

  get(path, options) {
    return this.request("GET", path, undefined, options);
  }
  post(path, body, options) {
    return this.request("POST", path, body, options);
  }
  put(path, body, options) {
    return this.request("PUT", path, body, options);
  }
  patch(path, body, options) {
    return this.request("PATCH", path, body, options);
  }
  delete(path, body, options) {
    return this.request("DELETE", path, body, options);
  }

  async #must(method, args) {
    const answer = await this[method](...args);
    if (answer.status >= 300) {
      throw new Error(`${method.toUpperCase()} ${args[0]} → ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  // options: key (Idempotency-Key), version (If-Match), headers, and csrf: false to leave the token out.
  async request(method, path, body, { key, version, headers = {}, csrf = true } = {}) {
    const all = { Accept: "application/json", "Accept-Language": this.language, ...headers };
    if (this.token) all.Authorization = `Bearer ${this.token}`;
    if (this.cookies.size) all.Cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (method !== "GET" && csrf && this.csrf) all["X-CSRF-Token"] = this.csrf;
    if (key !== undefined) all["Idempotency-Key"] = key;
    if (version !== undefined) all["If-Match"] = `"${version}"`;
    const raw = typeof body === "string" || body instanceof Uint8Array || body instanceof FormData;
    if (body !== undefined && !raw) all["Content-Type"] ??= "application/json";
    const response = await fetch(this.url + path, {
      method,
      headers: all,
      body: body === undefined || raw ? body : JSON.stringify(body),
      redirect: "manual",
    });
    this.#remember(response);
    return { status: response.status, headers: response.headers, body: await bodyOf(response) };
  }

  #remember(response) {
    for (const cookie of cookiesOf(response)) {
      const [pair, ...attributes] = cookie.split(";");
      const at = pair.indexOf("=");
      const gone = attributes.some((one) => /^\s*max-age\s*=\s*0\s*$/i.test(one));
      if (gone) this.cookies.delete(pair.slice(0, at).trim());
      else this.cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1));
    }
  }

  // Creates the owner with the one-time link and is signed in as that owner.
  async setUp(body) {
    return this.#enter(await this.must.post("/api/v1/setup", body));
  }

  async signIn(login, password, code) {
    return this.#enter(await this.must.post("/api/v1/session", { login, password, ...(code && { code }) }));
  }

  async signOut() {
    await this.must.delete("/api/v1/session");
    this.csrf = "";
  }

  #enter(session) {
    this.csrf = session.csrf_token;
    return session;
  }
}

async function bodyOf(response) {
  const type = response.headers.get("Content-Type") ?? "";
  if (/json/.test(type)) {
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
  if (/^text\//.test(type)) return response.text();
  const bytes = new Uint8Array(await response.arrayBuffer());
  return bytes.length ? bytes : undefined;
}
