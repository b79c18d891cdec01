// The buyer's page at /o/{token}: reads the menu, sends the answer, shows what comes of it.
import "./page.css";

import { render, say, word, type Text } from "./page";
import type { BuyerOffer } from "@/lib/api/schema";

const page = document.getElementById("page");
if (!page) throw new Error("o.html has no #page");

const token = decodeURIComponent(location.pathname.split("/")[2] ?? "");
const address = `/api/v1/buyer/offers/${encodeURIComponent(token)}`;

async function call(path: string, body?: object): Promise<void> {
  let response: Response;
  try {
    response = await fetch(address + path, {
      method: body ? "POST" : "GET",
      headers: { "Accept-Language": "zh-CN", ...(body ? { "Content-Type": "application/json" } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  } catch {
    return say(page!, word("offline"), () => void call(path, body));
  }
  if (response.ok) return show((await response.json()) as BuyerOffer);
  if (response.status === 404) return say(page!, word("noLink"));
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; code?: string };
  // Somebody else answered, or the menu changed: look at it as it is now.
  const text: Text = { zh: problem.detail ?? word("offline").zh, en: problem.code ?? "" };
  say(page!, text, () => void call(""));
}

function show(offer: BuyerOffer) {
  document.title = `${offer.shop} · ${offer.title}`;
  render(page!, offer, {
    choose: (items, wanted) => void call("/choose", { offer: offer.offer, items, wanted }),
    refuse: (words) => void call("/refuse", { offer: offer.offer, words }),
  });
}

say(page, word("loading"));
void call("");
