// The right side: the six steps, each with what it still lacks and, opened, the form that supplies it.
import { CheckOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Tooltip } from "antd";
import { useState, type ReactNode } from "react";

import { steps as stepWords } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { stepOrder } from "@/lib/ui/Marks";

import type { CaseView } from "./api";
import { useThisCase } from "./context";
import { Evidence } from "./Evidence";
import { FactsForm } from "./FactsForm";
import { FollowUp } from "./FollowUp";
import { ReasonDialog } from "./parts";
import { RegisterForm } from "./RegisterForm";
import { AgreeStep } from "./settle/AgreeStep";
import { Carrying } from "./settle/Carrying";
import "./settle/offer.css";
import { TalkForm } from "./TalkForm";
import { words } from "./words";

type Step = (typeof stepOrder)[number];
type Lack = CaseView["steps"][number]["lacks"][number];
type Move = CaseView["moves"][number];

// The move that leads on, if the case stands where one starts.
export const moveOn = (view: CaseView): Move | undefined => {
  const at = stepOrder.indexOf(view.step as Step);
  return view.moves.find((move) => move.to_step !== null && stepOrder.indexOf(move.to_step as Step) === at + 1);
};
const moveBack = (view: CaseView, to: Step) =>
  view.moves.find(
    (move) => move.to_step === to && stepOrder.indexOf(to) < stepOrder.indexOf(view.step as Step) && move.id !== "reopen",
  );

export function Steps({ onContact }: { onContact: () => void }) {
  const w = useWords(words);
  const { view } = useThisCase();
  const bodies: Record<Step, ReactNode> = {
    contact: (
      <Button size="small" onClick={onContact}>
        {w.keyContact}
      </Button>
    ),
    verify: (
      <>
        <FactsForm />
        <Evidence />
      </>
    ),
    soothe: <TalkForm />,
    agree: <AgreeStep />,
    follow_up: (
      <>
        <Carrying />
        <FollowUp />
      </>
    ),
    register: <RegisterForm />,
  };
  return (
    <section className="box steps" aria-label={w.steps}>
      <header className="box-head">
        <h2>{w.steps}</h2>
      </header>
      <ol>
        {stepOrder.map((step) => (
          <StepRow key={step} step={step} lacks={view.steps.find((one) => one.step === step)?.lacks ?? []}>
            {bodies[step]}
          </StepRow>
        ))}
      </ol>
    </section>
  );
}

function StepRow({ step, lacks, children }: { step: Step; lacks: Lack[]; children: ReactNode }) {
  const word = useWord();
  const w = useWords(words);
  const { view, section, openSection } = useThisCase();
  const here = view.step === step;
  const closed = view.status === "closed";
  const passed = stepOrder.indexOf(step) < stepOrder.indexOf(view.step as Step) || closed;
  const open = section === step;
  const state = passed ? "passed" : here ? "here" : "ahead";
  return (
    <li className={`step ${state}${open ? " open" : ""}`}>
      <button type="button" className="step-head" aria-expanded={open} onClick={() => openSection(open ? "" : step)}>
        <span className="step-dot" aria-hidden>
          {passed ? <CheckOutlined /> : stepOrder.indexOf(step) + 1}
        </span>
        <span className="step-name">{word(stepWords, step)}</span>
        {here && !closed && lacks.length > 0 && (
          <span className="step-lacks">
            {w.lacks} {lacks.length}
          </span>
        )}
        <RightOutlined className="step-arrow" aria-hidden />
      </button>
      {here && !closed && <Lacks lacks={lacks} />}
      {open && <div className="step-body">{children}</div>}
      {here && !closed && <OnButton lacks={lacks} />}
      {open && !here && !closed && <BackButton to={step} />}
    </li>
  );
}

// Each thing that is lacking leads to where it is supplied.
function Lacks({ lacks }: { lacks: Lack[] }) {
  const { view, openSection } = useThisCase();
  if (lacks.length === 0) return null;
  const go = (lack: Lack) => {
    openSection(view.step);
    // The form is there after the next drawing.
    setTimeout(() => {
      // The deed that stands for the task or the refund, where there is one; else the form.
      const target =
        (lack.about && document.querySelector<HTMLElement>(`.deed[data-about~="${CSS.escape(lack.about)}"]`)) ||
        document.querySelector<HTMLElement>(`[data-lack~="${CSS.escape(lack.code)}"]`);
      target?.scrollIntoView({ block: "center", behavior: "smooth" });
      (target?.querySelector<HTMLElement>("input, textarea, button, select, a") ?? target)?.focus({ preventScroll: true });
    }, 60);
  };
  return (
    <ul className="lacks">
      {lacks.map((lack) => (
        <li key={lack.code + lack.about}>
          <button type="button" onClick={() => go(lack)}>
            {lack.text}
          </button>
        </li>
      ))}
    </ul>
  );
}

function OnButton({ lacks }: { lacks: Lack[] }) {
  const w = useWords(words);
  const word = useWord();
  const { view, busy, run } = useThisCase();
  const move = moveOn(view);
  if (!move?.to_step) return null;
  const to = move.to_step;
  return (
    <Tooltip title={lacks.length > 0 ? lacks.map((one) => one.text).join("；") : undefined} placement="left">
      <Button
        block
        type="primary"
        className="step-on"
        id="step-on"
        disabled={lacks.length > 0}
        loading={busy}
        onClick={() => void run("step", { to } as never, w.movedTo(word(stepWords, to)))}
      >
        {w.goOn(word(stepWords, to))} <RightOutlined />
      </Button>
    </Tooltip>
  );
}

function BackButton({ to }: { to: Step }) {
  const w = useWords(words);
  const word = useWord();
  const { view, busy, run } = useThisCase();
  const [asking, setAsking] = useState(false);
  if (!moveBack(view, to)) return null;
  return (
    <>
      <Button size="small" type="text" danger className="step-back" onClick={() => setAsking(true)}>
        {w.goBack(word(stepWords, to))}
      </Button>
      <ReasonDialog
        title={asking ? w.goBackWhy : null}
        busy={busy}
        onCancel={() => setAsking(false)}
        onDone={async (reason) =>
          (await run("step", { to, reason } as never, w.movedTo(word(stepWords, to)))) && setAsking(false)
        }
      />
    </>
  );
}
