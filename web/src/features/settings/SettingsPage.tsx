// What one can set: for oneself, and, with the right, for the shop.
import { Tabs } from "antd";
import { useNavigate, useParams } from "react-router-dom";

import { useWords } from "@/lib/i18n";
import { useMay } from "@/lib/session";
import { Page } from "@/lib/ui/Page";

import { Display } from "./Display";
import { Rules } from "./Rules";
import { ruleWords } from "./ruleWords";
import { addressWords } from "./addressWords";
import { ReturnAddresses } from "./ReturnAddresses";
import { Shop } from "./Shop";
import { Tokens } from "./Tokens";
import { words } from "./words";

export function SettingsPage() {
  const w = useWords(words);
  const rules = useWords(ruleWords);
  const addresses = useWords(addressWords);
  const may = useMay();
  const navigate = useNavigate();
  const place = useParams()["*"] || "display";
  const tabs = [
    { key: "display", label: w.display, children: <Display /> },
    ...(may("token_write") ? [{ key: "tokens", label: w.tokens, children: <Tokens /> }] : []),
    ...(may("settings_read") ? [{ key: "rules", label: rules.tab, children: <Rules /> }] : []),
    ...(may("order_read") ? [{ key: "addresses", label: addresses.tab, children: <ReturnAddresses /> }] : []),
    ...(may("settings_read") ? [{ key: "shop", label: w.shop, children: <Shop /> }] : []),
  ];
  return (
    <Page title={w.title}>
      <Tabs
        activeKey={tabs.some((tab) => tab.key === place) ? place : "display"}
        onChange={(key) => navigate(`/settings/${key}`)}
        items={tabs}
        destroyOnHidden
      />
    </Page>
  );
}
