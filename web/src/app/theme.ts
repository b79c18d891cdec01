import { theme as antd, type ThemeConfig } from "antd";

const fontFamily =
  '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif';

// The colours with a meaning stand in lib/ui/ui.css; these are Ant Design's own.
// `calm`: the reader asked the system for less motion.
export function themeOf(dark: boolean, calm: boolean): ThemeConfig {
  const primary = dark ? "#2dd4bf" : "#0f766e";
  const paper = dark ? "#151b1a" : "#ffffff";
  return {
    algorithm: dark ? antd.darkAlgorithm : antd.defaultAlgorithm,
    cssVar: { key: dark ? "dark" : "light" },
    hashed: false,
    token: {
      colorPrimary: dark ? "#14b8a6" : "#0f766e",
      colorInfo: primary,
      colorLink: primary,
      // The tints that antd derives from so dark a colour come out grey.
      colorPrimaryBg: dark ? "#10302c" : "#e6f4f1",
      colorPrimaryBgHover: dark ? "#164640" : "#cdebe5",
      colorBgBase: paper,
      ...(dark
        ? {
            // The algorithm tints what stands on the paper far greener than our own boxes are.
            colorBgContainer: paper,
            colorBgElevated: "#1b2322",
            colorBorder: "#3b4846",
            colorBorderSecondary: "#2a3432",
            colorError: "#f0605d",
            colorTextPlaceholder: "#8b9995",
            colorTextDescription: "#93a19d",
          }
        : { colorError: "#c62828", colorTextPlaceholder: "#69756f", colorTextDescription: "#66736f" }),
      borderRadius: 8,
      motion: !calm,
      fontFamily,
    },
    components: {
      // White on the dark theme's teal is hard to read.
      ...(dark ? { Button: { primaryColor: "#06201c" } } : {}),
      Layout: { headerBg: paper, siderBg: paper, lightSiderBg: paper, lightTriggerBg: paper, bodyBg: dark ? "#0c1110" : "#f4f6f6", triggerBg: paper, triggerColor: primary },
      Menu: {
        itemBorderRadius: 8,
        itemMarginInline: 8,
        itemSelectedBg: dark ? "#10302c" : "#ecf7f5",
        itemBg: paper,
      },
    },
  };
}
