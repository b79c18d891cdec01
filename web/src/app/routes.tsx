// Every page and where it lives. Pages are loaded when they are opened, so the first load stays small.
import { Skeleton } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router-dom";
import { useQueryClient } from "@tanstack/react-query";

import { LoginPage, sessionKey, SetupPage, useSessionQuery } from "@/features/session";
import { onSignedOut } from "@/lib/api/client";
import { SessionContext } from "@/lib/session";
import { Failure } from "@/lib/ui/Page";

import { ErrorBoundary } from "./ErrorBoundary";
import { NotFound } from "./NotFound";
import { Shell } from "./shell/Shell";

const QueuePage = lazy(() => import("@/features/queue"));
const CasePage = lazy(() => import("@/features/case"));
const ImportsPage = lazy(() => import("@/features/imports"));
const AccountsPage = lazy(() => import("@/features/accounts"));
const AuditPage = lazy(() => import("@/features/audit"));
const SettingsPage = lazy(() => import("@/features/settings"));

export function AppRoutes() {
  return (
    <Routes>
      <Route path="/setup" element={<SetupPage />} />
      <Route element={<SignedIn />}>
        <Route index element={<Navigate to="/queue" replace />} />
        <Route path="/queue" element={<QueuePage />} />
        <Route path="/cases/:id" element={<CasePage />} />
        <Route path="/imports/*" element={<ImportsPage />} />
        <Route path="/accounts" element={<AccountsPage />} />
        <Route path="/audit" element={<AuditPage />} />
        <Route path="/settings/*" element={<SettingsPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

// Either the sign-in page or the shell around the page.
function SignedIn() {
  const session = useSessionQuery();
  const client = useQueryClient();
  const { pathname } = useLocation();
  useEffect(() => onSignedOut(() => client.setQueryData(sessionKey, null)), [client]);

  if (session.isPending) return <Skeleton active className="page-skeleton" />;
  if (session.data === undefined) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <LoginPage />;
  return (
    <SessionContext.Provider value={session.data}>
      <Shell>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Skeleton active className="page-skeleton" />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </Shell>
    </SessionContext.Provider>
  );
}
