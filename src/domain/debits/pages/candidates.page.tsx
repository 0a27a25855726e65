import { IconFileInvoice, IconMail, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { candidateWords } from '../labels/candidate-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { mandateWords } from '../labels/mandate-screens.ts'
import { noticeWords } from '../labels/notice-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { hasDay, SCHEMES, VERDICTS } from '../rules/states.ts'
import { CandidatePanel } from './candidate-panel.part.tsx'
import { type Candidate, debitCandidates } from './debit-api.part.ts'
import { VerdictStatus } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'
import classes from './debits.module.css'
import { SendNotices } from './send-notices.form.tsx'
import { NotConfigured, VerdictSummary } from './verdict-summary.part.tsx'

/** Invoices to be collected, and what each waits for. */
export function CandidatesPage() {
  const words = useLabels(candidateWords)
  const { debits, searchOf } = useLabels(debitWords)
  const { sendNotices } = useLabels(noticeWords)
  const { newMandate } = useLabels(mandateWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [sending, setSending] = useState<Sending | null>(null)
  const addMandate = () => void navigate({ to: path('mandates'), search: { open: 'new' } as never })
  const prepare = () => void navigate({ to: path('debit-batches'), search: { open: 'new' } as never })
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
        empty={{ text: words.candidateNone, action: { label: newMandate, right: 'debits.write', run: addMandate } }}
        mainAction={{ label: sendNotices, right: 'debits.write', run: () => setSending({}) }}
        otherActions={[{ label: words.prepareBatch, right: 'debits.write', run: prepare }]}
        actions={useActions(setSending)}
        above={
          <div className={classes.above}>
            <NotConfigured />
            <VerdictSummary />
          </div>
        }
        panel={id => <CandidatePanel key={id} id={id} />}
        card={row => path(`invoices/${row.id}`)}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {sending && <SendNotices {...sending} onClose={() => setSending(null)} />}
    </>
  )
}

type Sending = { invoiceIds?: readonly string[] }

function useActions(send: (which: Sending) => void): RowAction<Candidate>[] {
  const words = useLabels(candidateWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'invoice',
      label: words.seeInvoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.id}`) }),
    },
    {
      key: 'customer',
      label: words.seeCustomer,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
    {
      key: 'tell',
      label: words.tellThese,
      icon: <IconMail size={16} />,
      right: 'debits.write',
      on: 'some',
      apart: true,
      run: ({ rows }) => send({ invoiceIds: rows.map(({ id }) => id) }),
    },
  ]
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
        width: 186,
        cell: row => <VerdictStatus of={row.verdict} />,
        text: row => verdicts[row.verdict],
        phone: 2,
      },
      {
        key: 'collectOn',
        header: columns.collectOn,
        kind: 'day',
        sort: true,
        width: 112,
        text: row => (hasDay(row.verdict) ? format.day(row.collectOn) : ''),
      },
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
