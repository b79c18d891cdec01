// Rights, offers and grants of one case. Keys begin with "settle" and the case's id: what happens to the case
// makes them load again (../api.ts).
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { useLanguage } from "@/lib/i18n";
import { call, settled } from "@/lib/settle/api";
import type {
  GrantList,
  GrantView,
  LedgerView,
  LighterWay,
  OfferChoice,
  OfferList,
  OfferPreview,
  OfferRefused,
  OfferView,
  Remedy,
  RightsView,
  SentOffer,
  ExchangeChoice,
  WantedSize,
} from "@/lib/settle/types";

const path = (id: string) => ({ path: { id } });

export function useRights(id: string) {
  const { language } = useLanguage(); // its sentences come in the reader's language
  return useQuery({
    queryKey: ["settle", id, "rights", language],
    queryFn: ({ signal }) => call<RightsView>("GET /api/v1/cases/{id}/rights", { ...path(id), signal }),
  });
}

export function useOffers(id: string) {
  return useQuery({
    queryKey: ["settle", id, "offers"],
    queryFn: ({ signal }) => call<OfferList>("GET /api/v1/cases/{id}/offers", { ...path(id), signal }),
  });
}

export function usePreview(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["settle", id, "preview"],
    enabled,
    queryFn: ({ signal }) => call<OfferPreview>("GET /api/v1/cases/{id}/offers/preview", { ...path(id), signal }),
  });
}

export function useGrants(id: string) {
  return useQuery({
    queryKey: ["settle", id, "grants"],
    queryFn: ({ signal }) => call<GrantList>("GET /api/v1/cases/{id}/grants", { ...path(id), signal }),
  });
}

export function useLedger(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["settle", id, "ledger"],
    enabled,
    queryFn: ({ signal }) => call<LedgerView>("GET /api/v1/cases/{id}/ledger", { ...path(id), signal }),
  });
}

export interface Answer {
  version: number;
  question: string;
  value: string; // empty takes the answer back
  line?: string;
  about?: string;
}

// Every write loads the whole case's settling again, also where it failed: what is on screen may be old.
function useWrite<In, Out>(write: (input: In) => Promise<Out>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: write, onSettled: () => settled(client) });
}

export const useAnswer = (id: string) =>
  useWrite((body: Answer) => call<unknown>("POST /api/v1/cases/{id}/answers", { ...path(id), body }));

export const usePropose = (id: string) =>
  // With ways of one's own a menu is begun by hand.
  useWrite((lighter: LighterWay[]) =>
    call<OfferView>("POST /api/v1/cases/{id}/offers", { ...path(id), body: lighter.length > 0 ? { lighter } : {} }),
  );

export const useEditOffer = () =>
  useWrite(({ offer, lighter }: { offer: OfferView; lighter: LighterWay[] }) =>
    call<OfferView>("POST /api/v1/offers/{id}/items", { ...path(offer.id), body: { version: offer.version, lighter } }),
  );

export const useSendOffer = () =>
  useWrite(({ offer, link }: { offer: OfferView; link: boolean }) =>
    call<SentOffer>("POST /api/v1/offers/{id}/send", { ...path(offer.id), body: { version: offer.version, link } }),
  );

export const useChoose = () =>
  useWrite(({ offer, items, wanted = [] }: { offer: string; items: number[]; wanted?: WantedSize[] }) =>
    call<OfferChoice>("POST /api/v1/offers/{id}/choose", { ...path(offer), body: { items, wanted } }),
  );

// What the goods of the case can be exchanged for, by the places of its lines.
export function useSizes(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ["settle", id, "sizes"],
    enabled,
    queryFn: ({ signal }) => call<{ items: ExchangeChoice[] }>("GET /api/v1/cases/{id}/exchange", { ...path(id), signal }),
  });
}

export const useRefuseOffer = () =>
  useWrite(({ offer, words, mood }: { offer: string; words: string; mood?: string }) =>
    call<OfferRefused>("POST /api/v1/offers/{id}/refuse", {
      ...path(offer),
      body: { words, next: true, ...(mood ? { mood } : {}) },
    }),
  );

export const useWithdrawOffer = () =>
  useWrite(({ offer, reason }: { offer: string; reason: string }) =>
    call<OfferView>("POST /api/v1/offers/{id}/withdraw", { ...path(offer), body: { reason } }),
  );

export const useGrant = (id: string) =>
  useWrite(({ remedy, reason, key }: { remedy: Remedy; reason: string; key: string }) =>
    call<GrantView>("POST /api/v1/cases/{id}/grants", { ...path(id), body: { remedy, reason, key } }),
  );

export const useJudgePattern = () =>
  useWrite(({ buyer, safe, why }: { buyer: string; safe: boolean; why: string }) =>
    call<unknown>("POST /api/v1/buyers/{id}/pattern", { ...path(buyer), body: { safe, why } }),
  );
