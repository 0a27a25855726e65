/** The stage where orders spent the most time in all; null: nowhere any. */
export function bottleneckOf(stages: readonly { stageId: string; totalSeconds: number }[]): string | null {
  const slowest = stages.toSorted((a, b) => b.totalSeconds - a.totalSeconds)[0]
  return slowest && slowest.totalSeconds > 0 ? slowest.stageId : null
}
