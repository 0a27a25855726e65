type Month = { leftCount: number; activeCount: number }

/** The part of what was active that left, in basis points; null where nothing was. */
export const churnBps = ({ leftCount, activeCount }: Month): number | null =>
  activeCount === 0 ? null : Math.round((leftCount * 10_000) / activeCount)

/** The part that left in a month, on average over months that had something to lose. */
export function monthlyChurnBps(months: readonly Month[]): number | null {
  const active = months.reduce((sum, { activeCount }) => sum + activeCount, 0)
  return churnBps({ leftCount: months.reduce((sum, { leftCount }) => sum + leftCount, 0), activeCount: active })
}
