// The step 协商: what is owed, what is offered, what the buyer chose. Outcomes that come about without an offer
// (declined, ruled by the platform, a case without an order) are recorded by hand below.
import { useState } from "react";

import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";

import { AgreementForm } from "../AgreementForm";
import { useThisCase } from "../context";
import { WaitingGrants } from "./Carrying";
import { Offer } from "./Offer";
import { Rights } from "./Rights";
import { words } from "./words";

export function AgreeStep() {
  const w = useWords(words);
  const { view } = useThisCase();
  const byHandOnly = !some(view.order?.id);
  const [open, setOpen] = useState(false);
  const shown = open || byHandOnly || view.agreement != null;
  return (
    <>
      <Rights />
      <Offer lack={!shown} />
      {view.step === "agree" && <WaitingGrants />}
      {byHandOnly ? (
        <AgreementForm />
      ) : (
        <details className="by-hand" open={shown} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>{w.byHand}</summary>
          {shown && <AgreementForm />}
        </details>
      )}
    </>
  );
}
