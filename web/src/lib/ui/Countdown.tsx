import { useLanguage } from "@/lib/i18n";
import { countdown, heatOf, sinceText } from "@/lib/format/countdown";
import { now, useTicking } from "@/lib/format/now";
import { exactTime } from "@/lib/format/time";

// What is left until a deadline, ticking, in the colour of its urgency.
export function Countdown({ deadline }: { deadline: number }) {
  const { language } = useLanguage();
  const text = useTicking((at) => countdown(deadline, at, language));
  const heat = useTicking((at) => heatOf(deadline, at));
  return (
    <time className={`countdown heat-${heat}`} dateTime={new Date(deadline).toISOString()} title={exactTime(deadline)}>
      {text}
    </time>
  );
}

export function Since({ at }: { at: number }) {
  const { language } = useLanguage();
  const text = useTicking((moment) => sinceText(at, moment, language));
  return (
    <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
      {text}
    </time>
  );
}

// The class that colours a row by how near its deadline is.
export function useHeat(deadline: number | null | undefined): string {
  return useTicking((at) => (deadline ? `heat-${heatOf(deadline, at)}` : "heat-none"));
}

export { now };
