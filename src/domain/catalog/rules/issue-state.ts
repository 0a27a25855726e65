import { compareDays, type Day } from '../../../values/day.ts'
import type { IssueStatus } from './issue-calendar.ts'

type Closing = { status: IssueStatus; closesOn: Day | null }

/** How an issue stands on a day: planned until its closing day is over, whatever was written. Source: X-7, CIR-2. */
export const issueStatusOn = ({ status, closesOn }: Closing, today: Day): IssueStatus =>
  status === 'planned' && closesOn !== null && compareDays(closesOn, today) < 0 ? 'closed' : status

/** Where an issue may go from where it stands; what left stays so until its run is undone. */
const MOVES: Record<IssueStatus, readonly IssueStatus[]> = {
  planned: ['closed', 'skipped'],
  closed: ['planned', 'skipped'],
  skipped: ['planned'],
  dispatched: [],
}

export const mayMove = (from: IssueStatus, to: IssueStatus): boolean => from === to || MOVES[from].includes(to)

export const ISSUE_KINDS = ['regular', 'double', 'special'] as const
export type IssueKind = (typeof ISSUE_KINDS)[number]

/** What a kind of issue is proposed as: a double issue uses up two, a special one is sold apart. Source: CIR-2. */
export function kindProposes(kind: IssueKind): { countsFor: number; forSubscribers: boolean } {
  if (kind === 'special') return { countsFor: 0, forSubscribers: false }
  return { countsFor: kind === 'double' ? 2 : 1, forSubscribers: true }
}
