import { Button, Result } from "antd";
import { Component, type ReactNode } from "react";

import { currentLanguage } from "@/lib/i18n";

import { words } from "./words";

interface Props {
  children: ReactNode;
}

// The last net: a page that throws shows words and a way on instead of nothing. Giving it another `key`
// (the address) clears it.
export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    const w = words[currentLanguage()];
    return (
      <Result
        status="error"
        title={w.crash}
        subTitle={w.crashHint}
        extra={<Button onClick={() => window.location.reload()}>{w.reload}</Button>}
      />
    );
  }
}
