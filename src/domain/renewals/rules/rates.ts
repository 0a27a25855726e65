/** What subscriptions that ended are counted by. Source: CIR-23. */
export const RATES_BY = ['month', 'offer', 'source', 'issue'] as const
export type RatesBy = (typeof RATES_BY)[number]

/** Of so many, so many: in basis points; nothing of nothing is 0. */
export const rateBps = (some: number, all: number): number => (all === 0 ? 0 : Math.round((some * 10_000) / all))

export type Counted = { ended: number; renewed: number; firstEnded: number; firstRenewed: number }

/** First terms converted, and later ones renewed again: two rates that should never be read as one. */
export const bothRates = ({ ended, renewed, firstEnded, firstRenewed }: Counted) => ({
  conversionBps: rateBps(firstRenewed, firstEnded),
  renewalBps: rateBps(renewed - firstRenewed, ended - firstEnded),
})
