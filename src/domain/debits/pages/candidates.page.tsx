import { useMemo, useState } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { candidateWords } from '../labels/candidate-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { noticeWords } from '../labels/notice-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { SCHEMES, VERDICTS } from '../rules/states.ts'
import { type Candidate, debitCandidates } from './debit-api.part.ts'
import { VerdictStatus } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'
import { SendNotices } from './send-notices.form.tsx'

/** Invoices to be collected, and what each waits for. */
export function CandidatesPage() {
  const words = useLabels(candidateWords)
  const { debits, searchOf } = useLabels(debitWords)
  const { sendNotices } = useLabels(noticeWords)
  const format = useFormat()
  const [sending, setSending] = useState(false)
  return (
    <>
      <ListPage
        title={debits}
        name="debit-candidates"
        source={debitCandidates}
        counted={count => format.many(count, words.candidateOne, words.candidateMany)}
        columns={useColumns()}
        filters={useFilters()}
        tabs={useDebitTabs('debit-candidates')}
        searchPlaceholder={searchOf}
        exportPath="/debit-candidates/export"
        empty={{ text: words.candidateNone }}
        mainAction={{ label: sendNotices, right: 'debits.write', run: () => setSending(true) }}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {sending && <SendNotices onClose={() => setSending(false)} />}
    </>
  )
}

function useColumns(): ListColumn<Candidate>[] {
  const { columns, verdicts, channels } = useLabels(debitsLabels)
  const format = useFormat()
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 170, grow: true, sort: 'name', phone: 1 },
      {
        key: 'number',
        header: columns.number,
        width: 120,
        cell: row => <RecordLink to={`invoices/${row.id}`}>{row.number}</RecordLink>,
        text: row => row.number,
        phone: 2,
      },
      { key: 'dueOn', header: columns.dueOn, kind: 'day', sort: true },
      {
        key: 'openCents',
        header: columns.openCents,
        kind: 'money',
        sort: true,
        width: 110,
        text: row => format.money(row.openCents, row.currency),
        phone: 'end',
      },
      {
        key: 'verdict',
        header: columns.verdict,
        width: 160,
        cell: row => <VerdictStatus of={row.verdict} />,
        text: row => verdicts[row.verdict],
        phone: 2,
      },
      { key: 'collectOn', header: columns.collectOn, kind: 'day', sort: true },
      { key: 'reference', header: columns.reference, width: 120 },
      { key: 'iban', header: columns.iban, width: 120 },
      { key: 'noticedOn', header: columns.noticedOn, kind: 'day' },
      { key: 'channel', header: columns.channel, width: 96, text: row => channels[row.channel] },
      { key: 'attempts', header: columns.attempts, kind: 'integer', width: 70 },
      { key: 'lastCode', header: columns.lastCode, width: 80, hidden: true },
    ],
    [columns, verdicts, channels, format],
  )
}

function useFilters(): ListFilter[] {
  const { columns, verdicts, schemes } = useLabels(debitsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'verdict',
        label: columns.verdict,
        options: VERDICTS.map(value => ({ value, label: verdicts[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'scheme',
        label: columns.scheme,
        options: SCHEMES.map(value => ({ value, label: schemes[value] })),
      },
      { kind: 'days', label: columns.collectOn, from: 'collectFrom', to: 'collectTo' },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, verdicts, schemes],
  )
}
