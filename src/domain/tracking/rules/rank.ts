/** The place of an order that comes into a stage: after those that came before it. */
export const rankAt = (enteredAt: string): number => Date.parse(enteredAt) / 1000

/** A place between two others, null standing for no neighbour on that side; null: there is no room, and all must be spread. */
export function rankBetween(before: number | null, after: number | null): number | null {
  if (before === null) return after === null ? 0 : after - 1
  if (after === null) return before + 1
  const middle = before + (after - before) / 2
  return before < middle && middle < after ? middle : null
}
