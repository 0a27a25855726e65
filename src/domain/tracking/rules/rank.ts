/** Microseconds: what stands a thousandth of a second apart leaves room for a thousand between. */
const SECOND = 1_000_000

/** The place of an order that comes into a stage: after those that came before it. */
export const rankAt = (enteredAt: string): number => Date.parse(enteredAt) * 1000

/** The place after the last one of a stage, null standing for none, and before those that come in later. */
export const rankLast = (last: number | null, now: string): number => Math.max(rankAt(now), (last ?? 0) + 1)

/** A place between two others, or before the first one of a stage; null: there is no room, and all must be spread. */
export function rankBetween(before: number | null, after: number): number | null {
  if (before === null) return after - SECOND
  const middle = before + Math.floor((after - before) / 2)
  return before < middle ? middle : null
}

/** How far apart places are spread when there is no room left. */
export const SPREAD = SECOND
