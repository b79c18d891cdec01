import { BrowserRouter } from "react-router-dom";

import { ErrorBoundary } from "./ErrorBoundary";
import { Providers } from "./Providers";
import { AppRoutes } from "./routes";

export function App() {
  return (
    <ErrorBoundary>
      <Providers>
        <BrowserRouter future={{ v7_startTransition: true, v7_relativeSplatPath: true }}>
          <AppRoutes />
        </BrowserRouter>
      </Providers>
    </ErrorBoundary>
  );
}
