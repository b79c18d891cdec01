// The token of a one-time link stands behind the # so that it never reaches a log on the way. It is taken out
// of the address once read, so that it is not left in the history of a shared computer.
import { useState } from "react";

export const tokenOf = (hash: string) => {
  const text = hash.replace(/^#/, "");
  return new URLSearchParams(text).get("token") ?? "";
};

export function useLinkToken(): string {
  const [token] = useState(() => {
    const found = tokenOf(window.location.hash);
    if (found) window.history.replaceState(window.history.state, "", window.location.pathname);
    return found;
  });
  return token;
}
