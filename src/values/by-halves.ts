/**
 * Does all together; where that fails, halves of them, until those stand alone that fail by themselves: they are given to `alone`
 * with what went wrong, which may throw it on. Results are in the order of `all`.
 */
export async function byHalves<One, Result>(
  all: readonly One[],
  together: (some: readonly One[]) => Promise<readonly Result[]>,
  alone: (one: One, error: unknown) => Promise<Result> | Result,
): Promise<Result[]> {
  if (all.length === 0) return []
  try {
    return [...(await together(all))]
  } catch (error) {
    if (all.length === 1) return [await alone(all[0]!, error)]
    const half = Math.ceil(all.length / 2)
    const first = await byHalves(all.slice(0, half), together, alone)
    return [...first, ...(await byHalves(all.slice(half), together, alone))]
  }
}
