// Where a rule comes from, as a shop person reads it.
import type { Language } from "@/lib/i18n";

// What the rule files say in English of their numbers, in Chinese.
const phrases: [RegExp, string][] = [
  [/^default of the desk, as on the platforms$/, "售后台的默认值，与平台一致"],
  [/^default of the desk after (.+) \(prompt answer\)$/, "售后台的默认值，据$1（及时答复）"],
  [/^starting value of the desk$/, "售后台的起点值"],
  [/^the hours are a starting value of the desk$/, "时段是售后台的起点值"],
  [/^starting value until the shop's own lanes are known$/, "起点值，有了本店线路的数据为止"],
  [/^starting value: (one|two) working days? of the warehouse$/, "起点值：仓库的工作日"],
  [/^starting value$/, "起点值"],
  [/^enter your contract prices$/, "请改成合同价"],
  [/^set your own shifts$/, "请改成本店班次"],
  [/^first kilogram; price of further kilograms is a starting value$/, "首重；续重价是起点值"],
  [/^date not stated by the source$/, "来源没有写日期"],
  [/^taken as (\S+)$/, "按 $1 计"],
  [/^platform and legal time runs on every day$/, "平台和法定时限每天都走"],
];

// The source of a rule as a shop person reads it: without the marks by which the rule files refer to their own
// working papers ("facts C5: …", "P-E1"), articles as they are cited here. Empty: the desk's own value.
export function sourceText(source: string, language: Language): string {
  const zh = language === "zh";
  const parts = source
    .split(/;(?![^(]*\))/)
    .map((part) =>
      part
        .replace(/\bdomain\.md \w+ \d+/g, "")
        .replace(/\bfacts [A-Z]\d*: /g, "")
        .replace(/[(（]facts [A-Z]\d*[^)）]*[)）]|,? ?\bfacts [A-Z]\d*(?: art\. [\d–]+)?/g, "")
        .replace(/\bP-[A-Z]\d+(?:, P-[A-Z]\d+)*/g, "")
        .trim()
        .replace(/^\((.*)\)$/, "$1"),
    )
    .filter(Boolean);
  const said = parts.map((part) => {
    if (!zh) return part;
    const known = phrases.find(([pattern]) => pattern.test(part));
    return (known ? part.replace(known[0], known[1]) : part).replace(/ art\. ([\d–]+(?:\(\d+\))?(?:, [\d–]+(?:\(\d+\))?)*)/g, (_, list: string) =>
      ` 第 ${list.replace(/, /g, "、")} 条`,
    );
  });
  return said.join(zh ? "；" : "; ") || (zh ? "售后台的起点值" : "starting value of the desk");
}
