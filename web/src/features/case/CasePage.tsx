// One case on one screen: left the buyer and the goods, in the middle what was said and done, right what is to do.
import { Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate, useParams } from "react-router-dom";

import { steps as stepWords } from "@/lib/desk/words";
import { useWord } from "@/lib/desk/useWord";
import { useWords } from "@/lib/i18n";
import { some } from "@/lib/ids";
import { useShortcuts } from "@/lib/keys/useShortcuts";
import { useLooking } from "@/lib/live/presence";
import { useMay } from "@/lib/session";
import { Async } from "@/lib/ui/Page";

import { useCase, type CaseView } from "./api";
import { BuyerSide } from "./BuyerSide";
import { Clocks } from "./Clocks";
import { Composer, type ComposerHandle, type Mode } from "./Composer";
import { CaseProvider, useThisCase } from "./context";
import { Head } from "./Head";
import { moveOn, Steps } from "./Steps";
import { Timeline } from "./Timeline";
import "./case.css";
import { words } from "./words";

export function CasePage() {
  const { id = "" } = useParams();
  const found = useCase(id);
  return (
    <Async query={found} key={id}>
      {(view) => <Opened view={view} />}
    </Async>
  );
}

function Opened({ view }: { view: CaseView }) {
  const [section, openSection] = useState<string>(view.status === "closed" ? "register" : view.step);
  useLooking(view.id);
  // When the case goes on, so does what is open.
  useEffect(() => openSection(view.status === "closed" ? "register" : view.step), [view.step, view.status]);
  useEffect(() => {
    document.title = `#${view.number} ${view.subject}`;
  }, [view.number, view.subject]);
  return (
    <CaseProvider view={view} section={section} openSection={openSection}>
      <Screen />
    </CaseProvider>
  );
}

type Side = "left" | "middle" | "right";

function Screen() {
  const w = useWords(words);
  const may = useMay();
  const { view, section } = useThisCase();
  // Offers and deeds need room; the other steps are short forms.
  const wide = section === "agree" || section === "follow_up";
  const [side, setSide] = useState<Side>("right");
  const [handing, setHanding] = useState(false);
  const composer = useRef<ComposerHandle>(null);
  const write = (mode: Mode) => {
    setSide("middle");
    composer.current?.write(mode);
  };
  useCaseKeys({ write, setSide, hand: () => setHanding(true) });
  return (
    <article className="case">
      <Head handing={handing} setHanding={setHanding} />
      <Segmented<Side>
        block
        className="case-tabs"
        value={side}
        onChange={setSide}
        options={[
          { value: "right", label: w.right },
          { value: "middle", label: w.middle },
          { value: "left", label: w.left },
        ]}
      />
      <div className={`case-grid show-${side}${wide ? " work-wide" : ""}`}>
        <aside className="case-left">
          <BuyerSide />
        </aside>
        <div className="case-middle">
          {may("case_write") && <Composer ref={composer} />}
          <Timeline key={view.id} />
        </div>
        <aside className="case-right">
          <Clocks />
          <Steps onContact={() => write("contact")} />
        </aside>
      </div>
    </article>
  );
}

interface Keys {
  write: (mode: Mode) => void;
  setSide: (side: Side) => void;
  hand: () => void;
}

function useCaseKeys({ write, setSide, hand }: Keys) {
  const w = useWords(words);
  const word = useWord();
  const may = useMay();
  const navigate = useNavigate();
  const { view, run, openSection } = useThisCase();
  const writable = may("case_write");
  const closed = view.status === "closed";
  const group = w.group;
  const open = (step: string, focus: string) => {
    setSide("right");
    openSection(step);
    setTimeout(() => document.querySelector<HTMLElement>(focus)?.focus(), 80);
  };
  const goOn = () => {
    const move = moveOn(view);
    if (!writable || closed) return;
    // What is lacking is shown instead of a refusal from afar.
    if (!move?.to_step || move.lacks.length > 0) return open(view.step, ".step.here .lacks button");
    void run("step", { to: move.to_step } as never, w.movedTo(word(stepWords, move.to_step)));
  };
  useShortcuts([
    { keys: "n", label: w.keyNote, group, run: () => writable && write("note") },
    { keys: "c", label: w.keyContact, group, run: () => writable && write("contact") },
    {
      keys: "e",
      label: w.keyEvidence,
      group,
      run: () => {
        open("verify", "#evidence-add");
        setTimeout(() => document.querySelector<HTMLElement>("#evidence-add")?.click(), 120);
      },
    },
    { keys: "f", label: w.keyFacts, group, run: () => open("verify", "#facts-form input") },
    {
      keys: "o",
      label: w.keyOffer,
      group,
      run: () => open("agree", "#offer-propose, #offer-send, .offer-item .deed-acts button, .settle summary"),
    },
    { keys: "x", label: w.keyCarry, group, run: () => open("follow_up", ".carrying .deed-acts button, .carrying summary") },
    { keys: "m", label: w.keyMove, group, run: goOn },
    {
      keys: "t",
      label: w.keyTake,
      group,
      run: () => writable && !closed && !some(view.assignee) && void run("take", {}, w.taken),
    },
    { keys: "a", label: w.keyAssign, group, run: () => writable && !closed && hand() },
    { keys: "u", label: w.back, group, run: () => navigate("/queue") },
  ]);
}
