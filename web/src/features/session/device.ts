// "Chrome · Windows" out of a User-Agent: enough to recognise one's own devices, no more.
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, "微信 WeChat"],
  [/DingTalk/, "钉钉 DingTalk"],
  [/Edg\//, "Edge"],
  [/QQBrowser/, "QQ 浏览器"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, "iOS"],
  [/HarmonyOS/, "HarmonyOS"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

const first = (list: [RegExp, string][], text: string) => list.find(([pattern]) => pattern.test(text))?.[1];

export function deviceOf(userAgent: string): string {
  return [first(browsers, userAgent), first(systems, userAgent)].filter(Boolean).join(" · ");
}
