// A real browser for the tests: Debian's Chromium, fresh for each test file, and pictures of what it shows.
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const { chromium } = createRequire(`${root}web/package.json`)("playwright-core");

export const wide = { width: 1440, height: 900 };
export const phone = { width: 390, height: 844 };

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

export async function openBrowser() {
  return chromium.launch({
    executablePath: process.env.SHOUHOU_TEST_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: flags,
  });
}

// A page of its own: no cookies, the given width, and every error of the page's scripts remembered in
// page.problems. A test ends with assertNoProblems(page).
export async function openPage(browser, { viewport = wide, language = "zh" } = {}) {
  const context = await browser.newContext({
    viewport,
    locale: language === "zh" ? "zh-CN" : "en-GB",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    hasTouch: viewport.width < 600,
  });
  context.setDefaultTimeout(15_000);
  if (language === "en") {
    await context.addInitScript(() => localStorage.setItem("shouhou.language", "en"));
  }
  const page = await context.newPage();
  page.problems = [];
  page.on("pageerror", (error) => page.problems.push(String(error.stack ?? error)));
  page.on("console", (message) => {
    // An answer such as 401 is also written to the console; tests look at answers themselves.
    if (message.type() === "error" && !/Failed to load resource/.test(message.text())) {
      page.problems.push(message.text());
    }
  });
  return page;
}

export function assertNoProblems(page) {
  if (page.problems.length) throw new Error(`the page complained:\n${page.problems.join("\n")}`);
}

// Nothing is wider than the screen: the reader of a phone never scrolls sideways.
export async function assertFits(page) {
  const [inside, outside] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  if (inside > outside) throw new Error(`the page is ${inside} wide on a screen of ${outside}`);
}

// Pictures for people to look at: build/screenshots/<name>-1440.png and <name>-390.png.
export async function picture(page, name) {
  const folder = process.env.SHOUHOU_SCREENSHOTS ?? `${root}build/screenshots`;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}-${page.viewportSize().width}.png` });
}

export async function pictures(page, name) {
  const before = page.viewportSize();
  for (const size of [wide, phone]) {
    await page.setViewportSize(size);
    await page.waitForTimeout(250); // the layout answers to the new width
    await picture(page, name);
  }
  await page.setViewportSize(before);
}
