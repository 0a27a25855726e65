import { Button, Modal } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Status, type Tone } from '../../../platform/web/status.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { ledgerContract } from '../contract/holds.ts'
import { ledgerWords } from '../labels/ledger.ts'
import { STATES } from '../labels/why.ts'
import type { IssueState } from '../rules/ledger.ts'

const api = apiOf('ledger', ledgerContract)
type Ledger = Awaited<ReturnType<typeof api.ledger.call>>

/** One subscription issue by issue, read by its id. */
export const useLedger = (id: string) => useQuery(api.ledger.queryOptions({ input: { id } }))

const TONES: Record<IssueState, Tone> = {
  before: 'off',
  served: 'good',
  'served-in-grace': 'good',
  owed: 'coming',
  grace: 'warning',
  held: 'warning',
  given: 'off',
  'used-up': 'off',
  stopped: 'bad',
  cancelled: 'bad',
  'not-for-subscribers': 'off',
  skipped: 'off',
}
/** What concerns no part of the term says nothing of it. */
const SHOWN = (state: IssueState) => !['before', 'used-up'].includes(state)

/** Issue by issue, what was served and what is owed, and why. Source: M-1, CIR-3. */
export function LedgerOf({ id }: { id: string }) {
  const words = useLabels(ledgerWords)
  const states = useLabels(STATES)
  const format = useFormat()
  const query = useLedger(id)
  const [asked, setAsked] = useState<string | null>(null)
  const mayReplace = useMay()('dispatch.write')
  const rows = (query.data?.issues ?? [])
    .filter(({ state }) => SHOWN(state))
    .map(issue => ({ ...issue, id: issue.number }))
  return (
    <>
      {query.data && <LedgerSummary of={query.data} />}
      <SmallTable
        query={{ ...query, data: query.data && { rows } } as never}
        empty={words.noIssues}
        columns={[
          { key: 'number', header: words.number },
          { key: 'countedOn', header: words.countedOn, kind: 'day' },
          {
            key: 'state',
            header: words.state,
            cell: (row: Row) => <Status of={TONES[row.state]} label={states[row.state]} />,
          },
          {
            key: 'runNumber',
            header: words.run,
            text: (row: Row) =>
              row.runNumber === null ? '' : words.runOf(format.integer(row.runNumber), format.day(row.sentOn)),
          },
          {
            key: 'why',
            header: '',
            align: 'end',
            cell: (row: Row) => (
              <>
                {mayReplace && row.issueId && row.runNumber !== null && (
                  <RecordLink
                    to="replacements"
                    search={{ open: 'new', purchaseId: id, issueId: row.issueId }}
                    label={words.replaceIssue(row.number)}
                  >
                    {words.again}
                  </RecordLink>
                )}{' '}
                <Button variant="subtle" size="compact-xs" onClick={() => setAsked(row.number)}>
                  {words.why}
                </Button>
              </>
            ),
          },
        ]}
      />
      {asked !== null && <Why id={id} issue={asked} onClose={() => setAsked(null)} />}
    </>
  )
}
type Row = Ledger['issues'][number] & { id: string }

function LedgerSummary({ of }: { of: Ledger }) {
  const words = useLabels(ledgerWords)
  const format = useFormat()
  const many = (count: number, [one, more]: readonly string[]) => format.many(count, one!, more!)
  return (
    <p className="numbers" style={{ margin: '0 0 8px' }}>
      {of.credited === null || of.left === null
        ? [many(of.used, words.used), of.lastNumber ? words.lastIssue(of.lastNumber) : words.noEnd].join(' · ')
        : [
            many(of.credited, words.credited),
            many(of.used, words.used),
            many(of.left, [words.left, words.left]),
            of.lastNumber ? words.lastIssue(of.lastNumber) : words.lastUnknown,
          ].join(' · ')}
      {of.renewalNumber !== null && ` · ${words.renewedBy(of.renewalNumber)}`}
    </p>
  )
}

/** The facts that make a subscription owed an issue, served it, or neither. Source: M-1. */
function Why({ id, issue, onClose }: { id: string; issue: string; onClose(): void }) {
  const words = useLabels(ledgerWords)
  const common = useLabels(commonWords)
  const { data, error } = useQuery(api.why.queryOptions({ input: issue ? { id, issue } : skipToken }))
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.whyTitle(issue)}</strong>}
      size={560}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      {error && <p role="alert">{failureOf(error, common.unreachable).message}</p>}
      {!error && !data && <p>{common.loading}</p>}
      <ol style={{ margin: 0, paddingInlineStart: 20, display: 'grid', gap: 6 }}>
        {data?.answers[0]?.facts.map(({ fact, sentence }) => (
          <li key={sentence} style={fact === 'therefore' ? { fontWeight: 600 } : undefined}>
            {sentence}
          </li>
        ))}
      </ol>
    </Modal>
  )
}
