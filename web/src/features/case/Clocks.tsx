import { Button, Popconfirm, Tag, Tooltip } from "antd";

import { clockEnds, clockKinds, clockSources } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { dateTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { Countdown } from "@/lib/ui/Countdown";

import { useThisCase } from "./context";
import { Box } from "./parts";
import { words } from "./words";

// Every clock of the case: running ones first with what happens when they run out, then how the others ended.
export function Clocks() {
  const w = useWords(words);
  const word = useWord();
  const { view, run, busy } = useThisCase();
  const may = useMay();
  const rank = (end: string) => (end === "running" ? 0 : end === "missed" ? 1 : 2);
  const clocks = [...view.clocks].sort(
    (a, b) => rank(a.end) - rank(b.end) || (a.deadline ?? Infinity) - (b.deadline ?? Infinity),
  );
  return (
    <Box title={w.clocks}>
      {clocks.length === 0 && <p className="quiet">{w.noClocks}</p>}
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={clock.kind + clock.start} className={clock.end === "running" ? "clock" : "clock over"}>
            <span className="clock-name">
              {word(clockKinds, clock.kind)}
              <Tooltip title={clock.basis}>
                <small className="quiet">
                  {word(clockSources, clock.source)}
                  {clock.end === "running" && ` · ${w.consequence(clock.consequence_text)}`}
                </small>
              </Tooltip>
            </span>
            {clock.end === "running" && clock.source.startsWith("platform") && may("case_write") && (
              <Popconfirm
                title={w.clockDoneAsk}
                okText={w.clockDone}
                cancelText={w.cancel}
                onConfirm={() => void run("clocks", { kind: clock.kind, end: "met" }, w.saved)}
              >
                <Button size="small" type="text" loading={busy}>
                  {w.clockDone}
                </Button>
              </Popconfirm>
            )}
            <span className="clock-left">
              {clock.end !== "running" ? (
                <Tag bordered={false} color={clock.end === "missed" ? "red" : clock.end === "met" ? "green" : "default"}>
                  {word(clockEnds, clock.end)}
                </Tag>
              ) : clock.standing_still || clock.deadline == null ? (
                <Tag bordered={false}>{w.stands}</Tag>
              ) : (
                <>
                  <Countdown deadline={clock.deadline} />
                  <small className="quiet">{dateTime(clock.deadline).slice(5)}</small>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Box>
  );
}
