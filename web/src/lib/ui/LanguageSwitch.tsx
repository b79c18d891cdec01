import { GlobalOutlined } from "@ant-design/icons";
import { Button } from "antd";

import { useLanguage } from "@/lib/i18n";

// Shows the other language in its own words, as a reader who cannot read this one needs it.
export function LanguageSwitch() {
  const { language, setLanguage } = useLanguage();
  const other = language === "zh" ? "en" : "zh";
  return (
    <Button type="text" icon={<GlobalOutlined />} lang={other} onClick={() => setLanguage(other)}>
      {other === "en" ? "English" : "中文"}
    </Button>
  );
}
