import { Result } from "antd";
import { Link } from "react-router-dom";

import { useWords } from "@/lib/i18n";

import { words } from "./words";

export function NotFound() {
  const w = useWords(words);
  return (
    <Result status="404" title={w.notFound} subTitle={w.notFoundHint} extra={<Link to="/queue">{w.toQueue}</Link>} />
  );
}
