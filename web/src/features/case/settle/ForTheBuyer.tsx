// What goes to the buyer: the menu as words for the chat, in both languages, and the link to the buyer's own page.
import { CopyOutlined } from "@ant-design/icons";
import { App, Button, Segmented } from "antd";
import { useState } from "react";

import { shortTime } from "@/lib/format/time";
import { useLanguage, useWords, type Language } from "@/lib/i18n";
import type { OfferView, SentOffer } from "@/lib/settle/types";

import { linkOf } from "./menu";
import { words } from "./words";

interface Props {
  offer: OfferView;
  given: SentOffer | null;
  busy: boolean;
  onAgain: (() => void) | undefined;
}

export function ForTheBuyer({ offer, given, busy, onAgain }: Props) {
  const w = useWords(words);
  const { language: reader } = useLanguage();
  const [language, setLanguage] = useState<Language>(reader);
  const link = linkOf(given?.link ?? "", window.location.origin);
  const text = (given?.text ?? offer.chat_text)[language];
  return (
    <div className="for-buyer">
      {offer.sent && <p className="quiet small">{w.sent(shortTime(offer.sent.at))}</p>}
      <header>
        <span>{w.chatText}</span>
        <Segmented<Language>
          size="small"
          value={language}
          onChange={setLanguage}
          options={[
            { value: "zh", label: "中文" },
            { value: "en", label: "English" },
          ]}
        />
        <CopyButton text={text} id="copy-text" />
      </header>
      <pre lang={language}>{text}</pre>
      {link ? (
        <>
          <header>
            <span>{w.link}</span>
            <CopyButton text={link} id="copy-link" />
          </header>
          <code className="one-time-link">{link}</code>
        </>
      ) : (
        onAgain && (
          <Button size="small" type="link" loading={busy} onClick={onAgain}>
            {w.newLink}
          </Button>
        )
      )}
    </div>
  );
}

function CopyButton({ text, id }: { text: string; id: string }) {
  const w = useWords(words);
  const { message } = App.useApp();
  // Without https the clipboard may be missing; the text can be marked and copied by hand.
  if (!navigator.clipboard) return null;
  return (
    <Button
      size="small"
      id={id}
      icon={<CopyOutlined />}
      onClick={() => void navigator.clipboard.writeText(text).then(() => message.success(w.copied))}
    >
      {w.copy}
    </Button>
  );
}
