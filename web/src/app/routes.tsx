// Every page and where it lives. Pages are loaded when they are opened, so the first load stays small.
import { Skeleton } from "antd";
import { lazy, Suspense, useEffect } from "react";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router-dom";
import { useQueryClient } from "@tanstack/react-query";

import { LoginPage, sessionKey, useSessionQuery } from "@/features/session";
import { onSignedOut } from "@/lib/api/client";
import { SessionContext, type Session } from "@/lib/session";
import { Failure } from "@/lib/ui/Page";

import { ErrorBoundary } from "./ErrorBoundary";
import { NotFound } from "./NotFound";
import { Shell } from "./shell/Shell";

const sessionPages = () => import("@/features/session/pages");
const SetupPage = lazy(() => sessionPages().then((pages) => ({ default: pages.SetupPage })));
const JoinPage = lazy(() => sessionPages().then((pages) => ({ default: pages.JoinPage })));
const ResetPage = lazy(() => sessionPages().then((pages) => ({ default: pages.ResetPage })));
const OwnPage = lazy(() => sessionPages().then((pages) => ({ default: pages.OwnPage })));
const Gate = lazy(() => sessionPages().then((pages) => ({ default: pages.Gate })));
const QueuePage = lazy(() => import("@/features/queue"));
const CasePage = lazy(() => import("@/features/case"));
const ApprovalsPage = lazy(() => import("@/features/approvals"));
const DeedsPage = lazy(() => import("@/features/deeds"));
const ReturnsPage = lazy(() => import("@/features/returns"));
const StockPage = lazy(() => import("@/features/stock"));
const FollowUpsPage = lazy(() => import("@/features/followups"));
const TasksPage = lazy(() => import("@/features/tasks"));
const ImportsPage = lazy(() => import("@/features/imports"));
const AccountsPage = lazy(() => import("@/features/accounts"));
const AuditPage = lazy(() => import("@/features/audit"));
const SettingsPage = lazy(() => import("@/features/settings"));

export function AppRoutes() {
  return (
    <Routes>
      <Route element={<Loaded />}>
        <Route path="/setup" element={<SetupPage />} />
        <Route path="/join" element={<JoinPage />} />
        <Route path="/reset" element={<ResetPage />} />
      </Route>
      <Route element={<SignedIn />}>
        <Route index element={<Navigate to="/queue" replace />} />
        <Route path="/queue" element={<QueuePage />} />
        <Route path="/cases/:id" element={<CasePage />} />
        <Route path="/approvals" element={<ApprovalsPage />} />
        <Route path="/deeds" element={<DeedsPage />} />
        <Route path="/returns/*" element={<ReturnsPage />} />
        <Route path="/stock" element={<StockPage />} />
        <Route path="/follow-ups" element={<FollowUpsPage />} />
        <Route path="/tasks" element={<TasksPage />} />
        <Route path="/imports/*" element={<ImportsPage />} />
        <Route path="/accounts" element={<AccountsPage />} />
        <Route path="/audit" element={<AuditPage />} />
        <Route path="/settings/*" element={<SettingsPage />} />
        <Route path="/me" element={<OwnPage />} />
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

// Waits for the page to be loaded, and catches it when it breaks; another address is another try.
function Loaded() {
  const { pathname } = useLocation();
  return (
    <ErrorBoundary key={pathname}>
      <Suspense fallback={<Skeleton active className="page-skeleton" />}>
        <Outlet />
      </Suspense>
    </ErrorBoundary>
  );
}

const needsGate = (session: Session) => session.must_change_password || session.must_add_factor;

// The sign-in page, what has to be done first, or the shell around the page.
function SignedIn() {
  const session = useSessionQuery();
  const client = useQueryClient();
  useEffect(() => onSignedOut(() => client.setQueryData(sessionKey, null)), [client]);

  if (session.isPending) return <Skeleton active className="page-skeleton" />;
  if (session.data === undefined) return <Failure error={session.error} retry={() => void session.refetch()} />;
  if (session.data === null) return <LoginPage />;
  return (
    <SessionContext.Provider value={session.data}>
      {needsGate(session.data) ? (
        <Suspense fallback={<Skeleton active className="page-skeleton" />}>
          <Gate />
        </Suspense>
      ) : (
        <Shell>
          <Loaded />
        </Shell>
      )}
    </SessionContext.Provider>
  );
}
