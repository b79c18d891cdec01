// The live stream of the shop: every event in order, none twice, none left out. After a break it asks for
// what came after the last event it has seen. Beside it, in memory only: who else is looking at a case.
export interface LiveEvent {
  sequence: number;
  kind: string; // "case.opened", "import.progressed", …
  case_id: string; // "0" where the event is about no case
  at: number;
  account: string;
  actor: string;
  body: Record<string, unknown>;
}

export interface Person {
  account: string;
  name: string;
  works: boolean; // is writing something in the case
}

export type LiveState = "connecting" | "live" | "away";

export interface LiveOptions {
  url: (after: number | undefined) => string;
  onEvent: (event: LiveEvent) => void;
  // Too far behind to be told everything: load what is on screen again.
  onReload: () => void;
  onPresence: (caseId: string, people: Person[]) => void;
  onState: (state: LiveState) => void;
  open?: (url: string) => WebSocket;
  random?: () => number;
}

export interface Live {
  look: (caseId: string) => void;
  leave: (caseId: string) => void;
  work: (caseId: string) => void;
  rest: (caseId: string) => void;
  watch: (caseIds: readonly string[]) => void;
  end: () => void;
}

type Frame = Partial<LiveEvent> & {
  hello?: { last: number };
  reload?: { last: number };
  presence?: { case_id: string; people: Person[] };
};

const firstDelay = 500;
const longestDelay = 30_000;

export function followLive(options: LiveOptions): Live {
  const open = options.open ?? ((url: string) => new WebSocket(url));
  const random = options.random ?? Math.random;
  // Said again after a break.
  const looks = new Set<string>();
  const works = new Set<string>();
  let rows: readonly string[] = [];
  let last: number | undefined; // none: from now on
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let socket: WebSocket | undefined;
  let ready = false;
  let ended = false;

  const receive = (text: string) => {
    const frame = JSON.parse(text) as Frame;
    if (frame.hello) {
      last ??= frame.hello.last;
    } else if (frame.reload) {
      last = frame.reload.last;
      options.onReload();
    } else if (frame.presence) {
      options.onPresence(frame.presence.case_id, frame.presence.people);
    } else if (typeof frame.sequence === "number" && frame.sequence > (last ?? -1)) {
      last = frame.sequence;
      options.onEvent(frame as LiveEvent);
    }
  };

  const connect = () => {
    options.onState("connecting");
    socket = open(options.url(last));
    socket.onopen = () => {
      ready = true;
      delay = firstDelay;
      options.onState("live");
      for (const caseId of looks) say({ look: caseId });
      for (const caseId of works) say({ work: caseId });
      if (rows.length > 0) say({ watch: rows });
    };
    socket.onmessage = (message) => receive(String(message.data));
    socket.onclose = () => {
      ready = false;
      if (ended) return;
      options.onState("away");
      // Spread out, so that a restart of the desk is not greeted by everybody in the same moment.
      timer = setTimeout(connect, delay * (0.5 + random()));
      delay = Math.min(delay * 2, longestDelay);
    };
  };

  const say = (words: Record<string, string | readonly string[]>) => {
    if (ready) socket?.send(JSON.stringify(words));
  };

  connect();
  return {
    look: (caseId) => {
      looks.add(caseId);
      say({ look: caseId });
    },
    leave: (caseId) => {
      looks.delete(caseId);
      works.delete(caseId);
      say({ leave: caseId });
    },
    work: (caseId) => {
      works.add(caseId);
      say({ work: caseId });
    },
    rest: (caseId) => {
      if (works.delete(caseId)) say({ rest: caseId });
    },
    watch: (caseIds) => {
      rows = caseIds;
      say({ watch: caseIds });
    },
    end: () => {
      ended = true;
      clearTimeout(timer);
      socket?.close();
    },
  };
}
