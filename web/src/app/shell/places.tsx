// The main menu: where to go, and which permission a place needs to be shown.
import {
  AppstoreOutlined,
  AuditOutlined,
  CheckSquareOutlined,
  ImportOutlined,
  SafetyCertificateOutlined,
  ThunderboltOutlined,
  RollbackOutlined,
  ScheduleOutlined,
  SettingOutlined,
  TeamOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";

import { useMay } from "@/lib/session";

import type { words } from "../words";
import type { Counter } from "./counters";

// Words that are said as they are.
type Zh = (typeof words)["zh"];
type PlainWord = { [K in keyof Zh]: Zh[K] extends string ? K : never }[keyof Zh];

export interface Place {
  path: string;
  word: PlainWord;
  icon: ReactNode;
  permission: string;
  also?: string; // addresses that belong to it
  counter?: Counter; // what is counted beside its name
}

const places: Place[] = [
  { path: "/queue", word: "queue", icon: <UnorderedListOutlined />, permission: "case_read", also: "/cases" },
  { path: "/follow-ups", word: "followups", icon: <ScheduleOutlined />, permission: "case_read" },
  { path: "/tasks", word: "tasks", icon: <CheckSquareOutlined />, permission: "task_read" },
  { path: "/deeds", word: "deeds", icon: <ThunderboltOutlined />, permission: "task_write", counter: "dead" },
  { path: "/returns", word: "returns", icon: <RollbackOutlined />, permission: "parcel_write" },
  { path: "/stock", word: "stock", icon: <AppstoreOutlined />, permission: "parcel_write" },
  {
    path: "/approvals",
    word: "approvals",
    icon: <SafetyCertificateOutlined />,
    permission: "remedy_propose",
    counter: "approvals",
  },
  { path: "/imports", word: "imports", icon: <ImportOutlined />, permission: "import_run" },
  { path: "/accounts", word: "accounts", icon: <TeamOutlined />, permission: "account_read" },
  { path: "/audit", word: "audit", icon: <AuditOutlined />, permission: "audit_read" },
  { path: "/settings", word: "settings", icon: <SettingOutlined />, permission: "case_read" },
];

export function usePlaces(): Place[] {
  const may = useMay();
  return places.filter((place) => may(place.permission));
}

export function placeAt(list: Place[], pathname: string): Place | undefined {
  const below = (prefix: string) => pathname === prefix || pathname.startsWith(`${prefix}/`);
  return list.find((place) => below(place.path) || (place.also !== undefined && below(place.also)));
}
