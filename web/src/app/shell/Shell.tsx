// The frame of the workbench: menu on the left, or at the bottom on a phone; who is signed in; the live dot.
import { EllipsisOutlined, IdcardOutlined, LogoutOutlined, UserOutlined } from "@ant-design/icons";
import { Badge, Button, Dropdown, Layout, Menu, Tooltip } from "antd";
import { useState, type ReactNode } from "react";
import { Link, NavLink, useLocation } from "react-router-dom";

import { useSignOut } from "@/features/session";
import { useWords } from "@/lib/i18n";
import { useLiveState } from "@/lib/live/LiveProvider";
import { useSession } from "@/lib/session";
import { LanguageSwitch } from "@/lib/ui/LanguageSwitch";

import { words } from "../words";
import { useCounters } from "./counters";
import { placeAt, usePlaces, type Place } from "./places";
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
      <Link to="/queue" className="brand" aria-label={w.product}>
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
            label: <PlaceLink place={place} />,
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
        <Button type="text" icon={<UserOutlined />} aria-label={`${w.own} ${session.name}`}>
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

function PlaceLink({ place }: { place: Place }) {
  const w = useWords(words);
  const counts = useCounters();
  return (
    <Link to={place.path} className="place-link">
      {w[place.word]}
      {place.counter && <Badge size="small" count={counts[place.counter]} overflowCount={99} />}
    </Link>
  );
}

// An icon with what waits there.
function Counted({ place, children }: { place: Place; children: ReactNode }) {
  const counts = useCounters();
  const count = place.counter ? counts[place.counter] : 0;
  return (
    <Badge className="place-icon" size="small" count={count} overflowCount={99} offset={[2, -2]}>
      {children}
    </Badge>
  );
}

// On a phone there is room for so many places; the rest is behind "more".
const atBottom = 4;

function BottomMenu() {
  const w = useWords(words);
  const { pathname } = useLocation();
  const places = usePlaces();
  const fit = places.length <= atBottom + 1;
  const shown = fit ? places : places.slice(0, atBottom);
  const rest = fit ? [] : places.slice(atBottom);
  const here = placeAt(rest, pathname);
  return (
    <nav className="bottom" aria-label={w.menu}>
      {shown.map((place) => (
        <NavLink key={place.path} to={place.path}>
          <Counted place={place}>{place.icon}</Counted>
          <span>{w[place.word]}</span>
        </NavLink>
      ))}
      {rest.length > 0 && (
        <Dropdown
          trigger={["click"]}
          placement="topRight"
          menu={{
            selectedKeys: here ? [here.path] : [],
            items: rest.map((place) => ({
              key: place.path,
              icon: place.icon,
              label: <PlaceLink place={place} />,
            })),
          }}
        >
          <button type="button" className={here ? "active" : ""}>
            {here ? here.icon : <EllipsisOutlined />}
            <span>{here ? w[here.word] : w.more}</span>
          </button>
        </Dropdown>
      )}
    </nav>
  );
}
