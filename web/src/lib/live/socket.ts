// The live stream of the shop: every event in order, none twice, none left out. After a break it asks for
// what came after the last event it has seen.
export interface LiveEvent {
  sequence: number;
  kind: string; // "case.opened", "import.progressed", …
  case_id?: string;
  at: number;
  account?: string;
  actor?: string;
  body?: Record<string, unknown>;
}

export type LiveState = "connecting" | "live" | "away";

export interface LiveOptions {
  url: (after: number) => string;
  onEvent: (event: LiveEvent) => void;
  onState: (state: LiveState) => void;
  open?: (url: string) => WebSocket;
  random?: () => number;
}

const firstDelay = 500;
const longestDelay = 30_000;

// Returns how to end it.
export function followLive(options: LiveOptions): () => void {
  const open = options.open ?? ((url: string) => new WebSocket(url));
  const random = options.random ?? Math.random;
  let last = -1; // -1: from now on
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | undefined;
  let ended = false;

  const receive = (text: string) => {
    const event = JSON.parse(text) as LiveEvent;
    if (typeof event.sequence !== "number" || event.sequence <= last) return;
    last = event.sequence;
    options.onEvent(event);
  };

  const connect = () => {
    options.onState("connecting");
    socket = open(options.url(last));
    socket.onopen = () => {
      delay = firstDelay;
      options.onState("live");
    };
    socket.onmessage = (message) => receive(String(message.data));
    socket.onclose = () => {
      if (ended) return;
      options.onState("away");
      // Spread out, so that a restart of the desk is not greeted by everybody in the same moment.
      timer = setTimeout(connect, delay * (0.5 + random()));
      delay = Math.min(delay * 2, longestDelay);
    };
  };

  connect();
  return () => {
    ended = true;
    clearTimeout(timer);
    socket?.close();
  };
}
