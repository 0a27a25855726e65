/** Issues missed under a hold, in their order, and whether each shall be owed again. */
export type Missed = { issueId: string; chosen: boolean }
export type Stretch = { fromIssueId: string; toIssueId: string }

/** What remains held: the stretches of issues that are not caught up; they come at the end of the term. Source: CIR-18. */
export function stillHeld(missed: readonly Missed[]): Stretch[] {
  const stretches: Stretch[] = []
  let open: Stretch | null = null
  for (const { issueId, chosen } of missed) {
    if (chosen) open = null
    else if (open) open.toIssueId = issueId
    else {
      open = { fromIssueId: issueId, toIssueId: issueId }
      stretches.push(open)
    }
  }
  return stretches
}
