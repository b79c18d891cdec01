// What has to be done before anything else: a temporary password is changed, a second factor that the shop
// asks for is added. Until then the server refuses the rest as well.
import { useQueryClient } from "@tanstack/react-query";

import { useWords } from "@/lib/i18n";
import { useSession } from "@/lib/session";

import { sessionKey } from "./api";
import { EntryFrame } from "./EntryFrame";
import { FactorPanel } from "./FactorPanel";
import { PasswordForm } from "./PasswordForm";
import { words } from "./words";

export function Gate() {
  const w = useWords(words);
  const session = useSession();
  const client = useQueryClient();
  if (session.must_change_password) {
    return (
      <EntryFrame title={w.changePassword} lead={w.mustChange}>
        <PasswordForm />
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={w.factor} lead={w.mustAddFactor}>
      <FactorPanel onDone={() => void client.invalidateQueries({ queryKey: sessionKey })} />
    </EntryFrame>
  );
}
