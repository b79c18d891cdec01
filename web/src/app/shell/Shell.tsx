// The frame of the workbench: menu on the left, or at the bottom on a phone; who is signed in; the live dot.
import { IdcardOutlined, LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { Button, Dropdown, Layout, Menu, Tooltip } from "antd";
import { useState, type ReactNode } from "react";
import { Link, NavLink, useLocation } from "react-router-dom";

import { useSignOut } from "@/features/session";
import { useWords } from "@/lib/i18n";
import { useLiveState } from "@/lib/live/LiveProvider";
import { useSession } from "@/lib/session";
import { LanguageSwitch } from "@/lib/ui/LanguageSwitch";

import { words } from "../words";
import { placeAt, usePlaces } from "./places";
import { Banner } from "./Banner";
import { Help } from "./Help";
import { Live } from "./Live";
import { Warnings } from "./Warnings";

export function Shell({ children }: { children: ReactNode }) {
  const w = useWords(words);
  return (
    <Live>
      <a className="skip" href="#content">
        {w.skip}
      </a>
      <Layout className="shell">
        <SideMenu />
        <Layout>
          <TopBar />
          <Banner />
          <Layout.Content id="content" className="content" tabIndex={-1}>
            {children}
          </Layout.Content>
        </Layout>
      </Layout>
      <BottomMenu />
      <Help />
      <Warnings />
    </Live>
  );
}

function SideMenu() {
  const w = useWords(words);
  const places = usePlaces();
  const { pathname } = useLocation();
  const [collapsed, setCollapsed] = useState(false);
  const here = placeAt(places, pathname);
  return (
    <Layout.Sider
      className="side"
      width={176}
      collapsedWidth={64}
      theme="light"
      collapsible
      collapsed={collapsed}
      onCollapse={setCollapsed}
      breakpoint="lg"
    >
      <Link to="/queue" className="brand">
        <img src="/icon.svg" alt="" width={28} height={28} />
        {!collapsed && <span>{w.product}</span>}
      </Link>
      <nav aria-label={w.menu}>
        <Menu
          mode="inline"
          selectedKeys={here ? [here.path] : []}
          items={places.map((place) => ({
            key: place.path,
            icon: place.icon,
            label: <Link to={place.path}>{w[place.word]}</Link>,
          }))}
        />
      </nav>
    </Layout.Sider>
  );
}

function TopBar() {
  const w = useWords(words);
  const session = useSession();
  const signOut = useSignOut();
  return (
    <Layout.Header className="top">
      <strong className="top-shop">{session.shop_name}</strong>
      <LiveDot />
      <span className="top-space" />
      <LanguageSwitch />
      <Dropdown
        trigger={["click"]}
        menu={{
          items: [
            { key: "own", icon: <IdcardOutlined />, label: <Link to="/me">{w.own}</Link> },
            { key: "out", icon: <LogoutOutlined />, label: w.signOut, onClick: () => signOut.mutate() },
          ],
        }}
      >
        <Button type="text" icon={<UserOutlined />}>
          <span className="top-name">{session.name}</span>
        </Button>
      </Dropdown>
    </Layout.Header>
  );
}

function LiveDot() {
  const w = useWords(words);
  const state = useLiveState();
  return (
    <Tooltip title={w[state]}>
      <span className={`live-dot live-${state}`} role="status" aria-label={w[state]} />
    </Tooltip>
  );
}

function BottomMenu() {
  const w = useWords(words);
  return (
    <nav className="bottom" aria-label={w.menu}>
      {usePlaces().map((place) => (
        <NavLink key={place.path} to={place.path}>
          {place.icon}
          <span>{w[place.word]}</span>
        </NavLink>
      ))}
    </nav>
  );
}
