type Act<One, Result> = {
  together(some: readonly One[]): Promise<readonly Result[]>
  /** What becomes of one that fails by itself. */
  alone(one: One, error: unknown): Promise<Result> | Result
  /** Other errors than these are thrown on at once; all, when it is not said. */
  halves?(error: unknown): boolean
}

/** Does all together; where that fails, halves of them, until those stand alone that fail by themselves. Results in the order of `all`. */
export async function byHalves<One, Result>(all: readonly One[], act: Act<One, Result>): Promise<Result[]> {
  if (all.length === 0) return []
  try {
    return [...(await act.together(all))]
  } catch (error) {
    if (act.halves?.(error) === false) throw error
    if (all.length === 1) return [await act.alone(all[0]!, error)]
    const half = Math.ceil(all.length / 2)
    const first = await byHalves(all.slice(0, half), act)
    return [...first, ...(await byHalves(all.slice(half), act))]
  }
}
