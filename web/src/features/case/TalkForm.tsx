import { Button, Checkbox, Segmented } from "antd";
import { useState } from "react";

import { talkStates } from "@/lib/desk/words";
import { useOptions } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";

import { useThisCase } from "./context";
import { ReasonDialog } from "./parts";
import { words } from "./words";

// How far the talk has come (P-C1): one click each, nothing to save.
export function TalkForm() {
  const w = useWords(words);
  const options = useOptions();
  const { view, run, busy } = useThisCase();
  const [leaving, setLeaving] = useState(false);
  const closed = view.status === "closed";
  return (
    <div className="case-form" data-lack="talk still_angry">
      <h3>{w.talkState}</h3>
      <Segmented
        size="small"
        vertical
        block
        disabled={busy || closed}
        value={view.talk}
        options={options(talkStates)}
        onChange={(state) => void run("talk", { state, still_angry: view.still_angry } as never)}
      />
      <Checkbox
        checked={view.still_angry}
        disabled={busy || closed}
        onChange={(event) => void run("talk", { still_angry: event.target.checked } as never)}
      >
        {w.stillAngry}
      </Checkbox>
      {view.apologies > 0 && <small className="quiet">{w.apologies(view.apologies)}</small>}
      {view.soothe_left_out ? (
        <p className="quiet">
          {w.leftOut}{w.colon}{view.soothe_left_out}
        </p>
      ) : (
        <Button size="small" type="link" disabled={closed} onClick={() => setLeaving(true)}>
          {w.leaveOut}
        </Button>
      )}
      <ReasonDialog
        title={leaving ? w.leaveOut : null}
        hint={w.leaveOutWhy}
        busy={busy}
        onCancel={() => setLeaving(false)}
        onDone={async (leave_out) =>
          (await run("talk", { leave_out, still_angry: view.still_angry } as never, w.saved)) && setLeaving(false)
        }
      />
    </div>
  );
}
