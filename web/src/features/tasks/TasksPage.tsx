// Work that cases wait for, by department: earliest due first. Warehouse, logistics, purchasing and finance work
// from here (P-E1).
import { MoreOutlined } from "@ant-design/icons";
import { App, Button, Dropdown, Input, Modal, Select, Tabs, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";

import { useColleagues } from "@/lib/desk/colleagues";
import { departments } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { Paged } from "@/lib/lists/Paged";
import { useSearchSetter } from "@/lib/lists/useSearchSetter";
import { WhoseFilter, whoseOf } from "@/lib/lists/WhoseFilter";
import { useMay, useSession } from "@/lib/session";
import { Countdown, Since, useHeat } from "@/lib/ui/Countdown";
import { PersonMark } from "@/lib/ui/Marks";
import { Page } from "@/lib/ui/Page";
import { useFailure } from "@/lib/ui/useFailure";

import { useTaskActs, useTasks, type Task, type TaskFilter } from "./api";
import "./tasks.css";
import { words } from "./words";

const filterOf = (search: URLSearchParams): TaskFilter => ({
  ...(search.get("department") ? { department: search.get("department")! } : {}),
  ...whoseOf(search),
  ...(search.get("overdue") ? { overdue: true } : {}),
});

export function TasksPage() {
  const w = useWords(words);
  const options = useOptions();
  const [search, set] = useSearchSetter();
  const filter = filterOf(search);
  const tasks = useTasks(filter);
  return (
    <Page title={w.title}>
      <Tabs
        className="task-tabs"
        activeKey={filter.department ?? ""}
        onChange={(key) => set({ department: key })}
        items={[{ key: "", label: w.all }, ...options(departments).map(({ value, label }) => ({ key: value, label }))]}
      />
      <div className="filter-bar task-filters">
        <WhoseFilter />
        <Button type={filter.overdue ? "primary" : "default"} aria-pressed={filter.overdue ?? false} onClick={() => set({ overdue: filter.overdue ? "" : "1" })}>
          {w.overdue}
        </Button>
      </div>
      <Paged query={tasks} emptyText={`${w.empty} — ${w.emptyHint}`}>
        {(rows) => <TaskRows rows={rows} />}
      </Paged>
    </Page>
  );
}

function TaskRows({ rows }: { rows: Task[] }) {
  const w = useWords(words);
  const [ending, setEnding] = useState<{ task: Task; state: "done" | "cancelled" } | null>(null);
  const [handing, setHanding] = useState<Task | null>(null);
  const acts = useActs();
  return (
    <>
      <ul className="task-list" aria-label={w.list}>
        {rows.map((task) => (
          <Row key={task.id} task={task} onTake={acts.take} onEnd={(state) => setEnding({ task, state })} onHand={() => setHanding(task)} />
        ))}
      </ul>
      <EndDialog
        ending={ending}
        busy={acts.busy}
        onCancel={() => setEnding(null)}
        onDone={async (result) => ending && (await acts.finish(ending.task, ending.state, result)) && setEnding(null)}
      />
      <HandDialog
        task={handing}
        busy={acts.busy}
        onCancel={() => setHanding(null)}
        onDone={async (to) => handing && (await acts.hand(handing, to)) && setHanding(null)}
      />
    </>
  );
}

// The acts, each saying what came of it.
function useActs() {
  const w = useWords(words);
  const { message } = App.useApp();
  const failure = useFailure();
  const { take, hand, finish } = useTaskActs();
  const told = async (act: Promise<unknown>, text: string) => {
    try {
      await act;
      message.success(text);
      return true;
    } catch (error) {
      failure(error);
      return false;
    }
  };
  return {
    busy: take.isPending || hand.isPending || finish.isPending,
    take: (task: Task) => void told(take.mutateAsync(task), w.taken),
    hand: (task: Task, to: string) => told(hand.mutateAsync({ task, to }), w.saved),
    finish: (task: Task, state: "done" | "cancelled", result: string) =>
      told(finish.mutateAsync({ task, state, result }), state === "done" ? w.finished : w.cancelled),
  };
}

interface RowProps {
  task: Task;
  onTake: (task: Task) => void;
  onEnd: (state: "done" | "cancelled") => void;
  onHand: () => void;
}

function Row({ task, onTake, onEnd, onHand }: RowProps) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const session = useSession();
  const heat = useHeat(task.due ?? null);
  const mine = task.assignee === session.account;
  return (
    <li className={`task-row ${heat}`} data-task={task.id}>
      <div className="task-due">
        {task.due != null ? <Countdown deadline={task.due} /> : <span className="quiet">{w.noDue}</span>}
        <Tag bordered={false}>{word(departments, task.department)}</Tag>
      </div>
      <div className="task-main">
        <strong>{task.title}</strong>
        <div className="task-facts">
          <Link to={`/cases/${task.case_id}`}>#{task.case_number}</Link>
          <span>{task.subject || "—"}</span>
          {task.buyer_label && <span>{task.buyer_label}</span>}
          <span>
            {w.added} <Since at={task.added} />
          </span>
        </div>
      </div>
      <div className="task-person">{some(task.assignee) && <PersonMark name={task.assignee_name} withName />}</div>
      {may("task_write") && (
        <div className="task-acts">
          {!some(task.assignee) && <Button onClick={() => onTake(task)}>{w.take}</Button>}
          <Button type="primary" ghost={!mine} onClick={() => onEnd("done")}>
            {w.done}
          </Button>
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                { key: "hand", label: w.hand, disabled: some(task.assignee) && !mine && !may("case_assign"), onClick: onHand },
                { key: "cancel", label: w.cancelTask, onClick: () => onEnd("cancelled") },
              ],
            }}
          >
            <Button type="text" icon={<MoreOutlined />} aria-label={`${w.hand} · ${w.cancelTask}`} />
          </Dropdown>
        </div>
      )}
    </li>
  );
}

interface EndProps {
  ending: { task: Task; state: "done" | "cancelled" } | null;
  busy: boolean;
  onCancel: () => void;
  onDone: (result: string) => void;
}

function EndDialog({ ending, busy, onCancel, onDone }: EndProps) {
  const w = useWords(words);
  const [result, setResult] = useState("");
  const done = ending?.state !== "cancelled";
  const ready = done || result.trim() !== "";
  return (
    <Modal
      open={ending !== null}
      title={done ? w.doneTitle : w.cancelTask}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      okButtonProps={{ disabled: !ready }}
      onCancel={onCancel}
      onOk={() => onDone(result.trim())}
      afterClose={() => setResult("")}
      width={440}
    >
      <p>{ending?.task.title}</p>
      <Input.TextArea
        autoFocus
        value={result}
        maxLength={1000}
        autoSize={{ minRows: 3, maxRows: 8 }}
        placeholder={done ? w.result : w.cancelWhy}
        aria-label={done ? w.result : w.cancelWhy}
        onChange={(event) => setResult(event.target.value)}
        onKeyDown={(event) => (event.ctrlKey || event.metaKey) && event.key === "Enter" && ready && onDone(result.trim())}
      />
      {done && <small className="quiet">{w.resultHint}</small>}
    </Modal>
  );
}

interface HandProps {
  task: Task | null;
  busy: boolean;
  onCancel: () => void;
  onDone: (to: string) => void;
}

function HandDialog({ task, busy, onCancel, onDone }: HandProps) {
  const w = useWords(words);
  const colleagues = useColleagues();
  const [to, setTo] = useState<string>("0");
  return (
    <Modal
      open={task !== null}
      title={w.hand}
      okText={w.ok}
      cancelText={w.cancel}
      confirmLoading={busy}
      onCancel={onCancel}
      onOk={() => onDone(to)}
      afterClose={() => setTo("0")}
      width={400}
    >
      <p>{task?.title}</p>
      <Select
        showSearch
        optionFilterProp="label"
        style={{ width: "100%" }}
        aria-label={w.handTo}
        value={to}
        onChange={setTo}
        options={[{ value: "0", label: w.back }, ...(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))]}
      />
    </Modal>
  );
}
