// Following up: money that goes back, goods that come back, work for others, the daily word to the buyer.
import { useQuery } from "@tanstack/react-query";
import { Button, DatePicker, Form, Input, Popconfirm, Select, Tag } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { Link } from "react-router-dom";

import { api } from "@/lib/api/client";
import { useColleagues, useNames } from "@/lib/desk/colleagues";
import { departments, returnStates, taskStates } from "@/lib/desk/words";
import { useOptions, useWord } from "@/lib/desk/useWord";
import { yuan } from "@/lib/format/money";
import { shortTime } from "@/lib/format/time";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useMay } from "@/lib/session";
import { deedMarks } from "@/lib/settle/settle";
import { Countdown } from "@/lib/ui/Countdown";
import { useFailure } from "@/lib/ui/useFailure";

import { useFinishTask, type CaseView } from "./api";
import { useThisCase } from "./context";
import { MoneyInput, moneyRule, ReasonDialog } from "./parts";
import { useGrants } from "./settle/api";
import { words } from "./words";

// What a deed stands for is shown there (settle/Carrying.tsx), not twice.
function useDeedMarks() {
  const { view } = useThisCase();
  return deedMarks(useGrants(view.id).data?.items ?? []);
}

export function FollowUp() {
  return (
    <>
      <Refunds />
      <Returns />
      <Tasks />
    </>
  );
}

function Refunds() {
  const w = useWords(words);
  const { view, run, busy } = useThisCase();
  const [adding, setAdding] = useState(false);
  const [withdrawing, setWithdrawing] = useState<string | null>(null);
  const closed = view.status === "closed";
  const granted = view.refunds.reduce((sum, one) => sum + one.amount, 0);
  const rest = Math.max(0, (view.agreement?.refund ?? 0) - granted);
  const byDeed = useDeedMarks().refunds;
  const byHand = view.refunds.filter((one) => !byDeed.has(one.key));
  if (byDeed.size > 0 && byHand.length === 0 && rest === 0) return null;
  return (
    <div className="case-form" data-lack="refund_missing refund_unpaid">
      <h3>{w.money}</h3>
      <ul className="marks">
        {byHand.map((one) => (
          <li key={one.key}>
            <strong>{yuan(one.amount)}</strong>
            <span className="mono quiet">{one.key}</span>
            {one.paid ? (
              <Tag bordered={false} color="green">
                {w.paidOn} {shortTime(one.paid)}
              </Tag>
            ) : (
              <span className="mark-acts">
                <Button
                  size="small"
                  type="primary"
                  ghost
                  disabled={closed}
                  loading={busy}
                  onClick={() => void run("refunds", { step: "confirm_paid", key: one.key }, w.saved)}
                >
                  {w.confirmPaid}
                </Button>
                <Button size="small" type="text" disabled={closed} onClick={() => setWithdrawing(one.key)}>
                  {w.withdraw}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {!closed && !adding && (
        <Button size="small" onClick={() => setAdding(true)}>
          {w.grant}
          {rest > 0 && ` ${yuan(rest)}`}
        </Button>
      )}
      {adding && <GrantForm rest={rest} onDone={() => setAdding(false)} />}
      <ReasonDialog
        title={withdrawing ? `${w.withdraw} ${withdrawing}` : null}
        busy={busy}
        onCancel={() => setWithdrawing(null)}
        onDone={async (reason) =>
          (await run("refunds", { step: "withdraw", key: withdrawing ?? "", reason }, w.saved)) && setWithdrawing(null)
        }
      />
    </div>
  );
}

function GrantForm({ rest, onDone }: { rest: number; onDone: () => void }) {
  const w = useWords(words);
  const { view, run, busy } = useThisCase();
  const [form] = Form.useForm<{ amount: number | null; key: string }>();
  return (
    <Form
      form={form}
      layout="vertical"
      size="small"
      requiredMark={false}
      initialValues={{ amount: rest || null, key: `R${view.number}-${view.refunds.length + 1}` }}
      onFinish={async ({ amount, key }) =>
        (await run("refunds", { step: "grant", key: key.trim(), amount: Number(amount) }, w.saved, form as never)) && onDone()
      }
    >
      <div className="form-pair">
        <Form.Item name="amount" label={w.refund} rules={[{ required: true, message: w.amountWrong }, moneyRule(w.amountWrong)]}>
          <MoneyInput />
        </Form.Item>
        <Form.Item name="key" label={w.grantKey} rules={[{ required: true, message: w.needed }]}>
          <Input maxLength={64} />
        </Form.Item>
      </div>
      <FormEnd busy={busy} text={w.grant} onCancel={onDone} />
    </Form>
  );
}

function FormEnd({ busy, text, onCancel }: { busy: boolean; text: string; onCancel: () => void }) {
  const w = useWords(words);
  return (
    <div className="form-end">
      <Button size="small" onClick={onCancel}>
        {w.cancel}
      </Button>
      <Button size="small" type="primary" htmlType="submit" loading={busy}>
        {text}
      </Button>
    </div>
  );
}

// Where a return can go from where it stands.
const nextStates: Record<string, string[]> = { announced: ["received", "given_up"], received: ["accepted", "rejected"] };

// The return orders of the case: they are worked at the dock, not here.
function useReturnOrders(view: CaseView) {
  const { data } = useQuery({
    queryKey: ["return", "case", view.id],
    enabled: view.returns.length > 0,
    queryFn: async ({ signal }) => (await api("GET /api/v1/cases/{id}/return-orders", { path: { id: view.id }, signal })).items,
  });
  return data ?? [];
}

function Returns() {
  const w = useWords(words);
  const word = useWord();
  const { view, run, busy } = useThisCase();
  const [key, setKey] = useState("");
  const [rejecting, setRejecting] = useState<{ key: string; state: string } | null>(null);
  const closed = view.status === "closed";
  const orders = useReturnOrders(view);
  if (closed && view.returns.length === 0) return null;
  const orderOf = (mark: string) => orders.find((one) => one.id === mark.replace(/-late$/, ""));
  const move = (mark: string, state: string) =>
    state === "received" || state === "accepted"
      ? void run("returns", { key: mark, state }, w.saved)
      : setRejecting({ key: mark, state });
  return (
    <div className="case-form" data-lack="return_missing return_open">
      <h3>{w.returns}</h3>
      <ul className="marks">
        {view.returns.map((one) => (
          <li key={one.key}>
            {orderOf(one.key) ? (
              <Link to={`/returns/${orderOf(one.key)?.id}`}>
                R{orderOf(one.key)?.number} {orderOf(one.key)?.goods}
              </Link>
            ) : (
              <span className="mono">{one.key}</span>
            )}
            <Tag bordered={false}>{word(returnStates, one.state)}</Tag>
            <span className="mark-acts">
              {(orderOf(one.key) ? [] : (nextStates[one.state] ?? [])).map((state) => (
                <Button key={state} size="small" disabled={closed || busy} onClick={() => move(one.key, state)}>
                  {{ received: w.received, accepted: w.accepted, rejected: w.rejected, given_up: w.givenUp }[state]}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {!closed && (
        <div className="inline-add">
          <Input
            size="small"
            value={key}
            maxLength={64}
            placeholder={w.returnKey}
            aria-label={w.returnKey}
            onChange={(event) => setKey(event.target.value)}
          />
          <Button
            size="small"
            disabled={!key.trim() || busy}
            onClick={async () => (await run("returns", { key: key.trim(), state: "announced" }, w.saved)) && setKey("")}
          >
            {w.addReturn}
          </Button>
        </div>
      )}
      <ReasonDialog
        title={rejecting ? word(returnStates, rejecting.state) : null}
        busy={busy}
        onCancel={() => setRejecting(null)}
        onDone={async (reason) => rejecting && (await run("returns", { ...rejecting, reason } as never, w.saved)) && setRejecting(null)}
      />
    </div>
  );
}

type Task = CaseView["tasks"][number];

export function Tasks() {
  const w = useWords(words);
  const { view } = useThisCase();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const byDeed = useDeedMarks().tasks;
  const closed = view.status === "closed";
  return (
    <div className="case-form" data-lack="task">
      <h3>{w.tasks}</h3>
      <ul className="marks">
        {view.tasks.filter((task) => !byDeed.has(task.id)).map((task) => (
          <TaskRow key={task.id} task={task} closed={closed} />
        ))}
      </ul>
      {!closed && may("case_write") && !adding && (
        <Button size="small" onClick={() => setAdding(true)}>
          {w.addTask}
        </Button>
      )}
      {adding && <TaskForm onDone={() => setAdding(false)} />}
    </div>
  );
}

function TaskRow({ task, closed }: { task: Task; closed: boolean }) {
  const w = useWords(words);
  const word = useWord();
  const nameOf = useNames();
  const may = useMay();
  const failure = useFailure();
  const { view } = useThisCase();
  const finish = useFinishTask(view.id);
  const [result, setResult] = useState("");
  const end = (state: "done" | "cancelled") =>
    finish.mutate({ task: task.id, state, result }, { onError: (error) => failure(error), onSuccess: () => setResult("") });
  const resultBox = (
    <Input value={result} maxLength={500} placeholder={w.taskResult} aria-label={w.taskResult} onChange={(event) => setResult(event.target.value)} />
  );
  return (
    <li className={task.state === "to_do" ? "task" : "task over"}>
      <span className="task-title">
        <Tag bordered={false}>{word(departments, task.department)}</Tag>
        {task.title}
        {task.result && <small className="quiet"> — {task.result}</small>}
      </span>
      <span className="mark-acts">
        {some(task.assignee) && <small className="quiet">{nameOf(task.assignee)}</small>}
        {task.state === "to_do" ? (
          <>
            {task.due && <Countdown deadline={task.due} />}
            {may("task_write") && !closed && (
              <>
                <Popconfirm icon={null} title={w.done} description={resultBox} okText={w.ok} cancelText={w.cancel} onConfirm={() => end("done")}>
                  <Button size="small" loading={finish.isPending}>
                    {w.done}
                  </Button>
                </Popconfirm>
                <Popconfirm icon={null} title={w.cancelTask} description={resultBox} okText={w.ok} cancelText={w.cancel} onConfirm={() => end("cancelled")}>
                  <Button size="small" type="text">
                    {w.cancelTask}
                  </Button>
                </Popconfirm>
              </>
            )}
          </>
        ) : (
          <Tag bordered={false} color={task.state === "done" ? "green" : "default"}>
            {word(taskStates, task.state)}
          </Tag>
        )}
      </span>
    </li>
  );
}

function TaskForm({ onDone }: { onDone: () => void }) {
  const w = useWords(words);
  const options = useOptions();
  const colleagues = useColleagues();
  const { run, busy } = useThisCase();
  const [form] = Form.useForm<{ department: string; title: string; assignee?: string; due?: Dayjs | null }>();
  return (
    <Form
      form={form}
      layout="vertical"
      size="small"
      requiredMark={false}
      initialValues={{ department: "warehouse" }}
      onFinish={async ({ due, assignee, ...rest }) =>
        (await run(
          "tasks",
          { ...rest, ...(assignee ? { assignee } : {}), ...(due ? { due: due.valueOf() } : {}) } as never,
          w.saved,
          form as never,
        )) && onDone()
      }
    >
      <Form.Item name="title" label={w.taskTitle} rules={[{ required: true, message: w.taskTitleNeeded }]}>
        <Input autoFocus maxLength={200} />
      </Form.Item>
      <div className="form-pair">
        <Form.Item name="department" label={w.department}>
          <Select options={options(departments)} />
        </Form.Item>
        <Form.Item name="assignee" label={w.assignee}>
          <Select
            allowClear
            placeholder={w.anybody}
            options={(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
          />
        </Form.Item>
      </div>
      <Form.Item name="due" label={w.due}>
        <DatePicker showTime={{ format: "HH:mm" }} format="YYYY-MM-DD HH:mm" style={{ width: "100%" }} />
      </Form.Item>
      <FormEnd busy={busy} text={w.addTask} onCancel={onDone} />
    </Form>
  );
}
