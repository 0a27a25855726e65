/** The place of an order that comes into a stage: after those that came before it. */
export const rankAt = (enteredAt: string): number => Date.parse(enteredAt) / 1000

/** The place after the last one of a stage, null standing for none, and before those that come in later. */
export const rankLast = (last: number | null, now: string): number =>
  Math.max(rankAt(now), last === null ? 0 : last + 0.001)

/** A place between two others, or before the first one of a stage; null: there is no room, and all must be spread. */
export function rankBetween(before: number | null, after: number): number | null {
  if (before === null) return after - 1
  const middle = before + (after - before) / 2
  return before < middle && middle < after ? middle : null
}
