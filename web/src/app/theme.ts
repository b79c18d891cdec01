import type { ThemeConfig } from "antd";

export const theme: ThemeConfig = {
  cssVar: true,
  hashed: false,
  token: {
    colorPrimary: "#0f766e",
    colorInfo: "#0f766e",
    colorLink: "#0f766e",
    // The tints that antd derives from so dark a colour come out grey.
    colorPrimaryBg: "#e6f4f1",
    colorPrimaryBgHover: "#cdebe5",
    borderRadius: 8,
    fontFamily:
      '-apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Segoe UI", sans-serif',
  },
  components: {
    Layout: { headerBg: "#ffffff", siderBg: "#ffffff", bodyBg: "#f4f6f6" },
    Menu: { itemBorderRadius: 8, itemMarginInline: 8, itemSelectedBg: "#e6f4f1" },
  },
};
