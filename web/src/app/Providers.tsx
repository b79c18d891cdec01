import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { useState, type ReactNode } from "react";

import { Problem } from "@/lib/api/problem";
import { LanguageProvider, useLanguage } from "@/lib/i18n";

import { useCalm, useDark } from "@/lib/theme";

import { themeOf } from "./theme";

// A question may be asked again when the failure can pass; a write never is, its caller decides.
const mayPass = (count: number, error: Error) => count < 2 && error instanceof Problem && error.passing;

export function makeQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: mayPass, staleTime: 10_000, refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}

function Antd({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  return (
    <ConfigProvider
      locale={language === "zh" ? zhCN : enUS}
      theme={themeOf(useDark(), useCalm())}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ maxCount: 2, duration: 2.5 }}>{children}</AntApp>
    </ConfigProvider>
  );
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <Antd>{children}</Antd>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
