import type { ReactNode } from "react";

import { LanguageSwitch } from "@/lib/ui/LanguageSwitch";

// The quiet frame around signing in and setting up.
export function EntryFrame({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  return (
    <main className="entry">
      <div className="entry-language">
        <LanguageSwitch />
      </div>
      <div className="entry-card">
        <img src="/icon.svg" alt="" width={44} height={44} />
        <h1>{title}</h1>
        <p>{lead}</p>
        {children}
      </div>
    </main>
  );
}
