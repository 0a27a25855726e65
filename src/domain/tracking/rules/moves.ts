import type { Direction, StageKind } from './stage.ts'

export type Stage = { id: string; kind: StageKind; position: number }
export type Step = { fromId: string; toId: string; direction: Direction }
export type MoveFault = 'tracking.noSuchStage' | 'tracking.alreadyThere' | 'tracking.commentMissing'

/**
 * The stages an order goes through one after the other, in their order: ordinary ones, then the final one. The cancelled
 * stage stands off the line. Source: X-51.
 */
export const line = (stages: readonly Stage[]): Stage[] => [
  ...stages.filter(({ kind }) => kind === 'normal').toSorted((a, b) => a.position - b.position),
  ...stages.filter(({ kind }) => kind === 'final'),
]

const neighbour = (stages: readonly Stage[], currentId: string, by: 1 | -1): Stage | null => {
  const inLine = line(stages)
  const at = inLine.findIndex(({ id }) => id === currentId)
  return at < 0 ? null : (inLine[at + by] ?? null)
}

/** Where the arrow *Svt* leads; null at the end of the line, and off it. Source: SUI-14, X-51. */
export const nextOf = (stages: readonly Stage[], currentId: string) => neighbour(stages, currentId, 1)
/** Where the arrow *Pdt* leads. Source: SUI-15. */
export const previousOf = (stages: readonly Stage[], currentId: string) => neighbour(stages, currentId, -1)

/**
 * The entries that the history of an order gets when it is moved: one a stage. A jump forward writes those it passes as
 * skipped; a way back, into the cancelled stage or out of it, is one entry and says why. Source: SUI-22, SUI-23, X-51, X-56.
 */
export function stepsTo(stages: readonly Stage[], fromId: string, toId: string, comment: string): Step[] | MoveFault {
  const [from, to] = [fromId, toId].map(id => stages.find(stage => stage.id === id))
  if (!from || !to) return 'tracking.noSuchStage'
  if (from.id === to.id) return 'tracking.alreadyThere'
  const off = from.kind === 'cancelled' ? 'restore' : to.kind === 'cancelled' ? 'cancel' : null
  const inLine = line(stages)
  const [start, end] = [inLine.indexOf(from), inLine.indexOf(to)]
  const direction = off ?? (end < start ? 'back' : null)
  if (direction !== null) {
    if (comment.trim() === '') return 'tracking.commentMissing'
    return [{ fromId, toId, direction }]
  }
  return inLine.slice(start, end).map((stage, at) => {
    const next = inLine[start + at + 1]!
    return { fromId: stage.id, toId: next.id, direction: next === to ? 'next' : 'skipped' }
  })
}

/** Whether an order in this stage is off the list of those to follow. Source: SUI-8, X-50. */
export const isOff = ({ kind }: Pick<Stage, 'kind'>): boolean => kind !== 'normal'
