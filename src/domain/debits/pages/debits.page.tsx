import { IconAlertTriangle, IconFileInvoice, IconMinus } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useDoing } from '../../../platform/web/feedback/notify.tsx'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { batchWords } from '../labels/batch-screens.ts'
import { candidateWords } from '../labels/candidate-screens.ts'
import { debitsLabels } from '../labels/lists.ts'
import { returnWords } from '../labels/return-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { reasonOf } from '../rules/reasons.ts'
import { DEBIT_STATES } from '../rules/states.ts'
import { type Debit, debitBatches, debits, once } from './debit-api.part.ts'
import { DebitStatus } from './debit-status.part.tsx'
import { useDebitTabs } from './debit-tabs.part.tsx'
import classes from './debits.module.css'
import { RecordReturn } from './return-dialogs.part.tsx'

type Asked = { what: 'takeOff' | 'return'; rows: readonly Debit[] } | null

/** Every debit, of a batch or of all: found again by its customer, taken off, or recorded as unpaid. */
export function DebitsPage() {
  const words = useLabels(debitWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const { newBatch } = useLabels(batchWords)
  const prepare = () => void navigate({ to: path('debit-batches'), search: { open: 'new' } as never })
  const [{ batchId }] = useSearchValues()
  const [asked, setAsked] = useState<Asked>(null)
  const close = () => setAsked(null)
  return (
    <>
      <ListPage
        title={words.debits}
        name="debits"
        source={debits}
        counted={count => format.many(count, words.one, words.many)}
        columns={useColumns()}
        filters={useFilters()}
        {...(batchId ? { fixed: { batchId } } : {})}
        tabs={useDebitTabs('debit-batches')}
        searchPlaceholder={words.searchOf}
        exportPath="/debits/export"
        empty={{ text: words.noDebitYet, action: { label: newBatch, right: 'debits.write', run: prepare } }}
        actions={useActions(setAsked)}
        above={typeof batchId === 'string' && <OfBatch id={batchId} />}
        card={row => path(`debit-batches/${row.batchId}`)}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {asked?.what === 'takeOff' && <TakeOff rows={asked.rows} onClose={close} />}
      {asked?.what === 'return' && <RecordReturn of={asked.rows[0]!} onClose={close} />}
    </>
  )
}

function OfBatch({ id }: { id: string }) {
  const words = useLabels(batchWords)
  const { data } = useQuery(debitBatches.get.queryOptions({ input: id ? { id } : skipToken }))
  return (
    <div className={classes.above}>
      <p className={classes.notice}>
        <strong>{data ? words.ofBatch(String(data.number)) : ''}</strong>
        <RecordLink to={`debit-batches/${id}`}>{words.madeLink}</RecordLink>
      </p>
    </div>
  )
}

/** Their invoices are ready for another batch. */
function TakeOff({ rows, onClose }: { rows: readonly Debit[]; onClose(): void }) {
  const words = useLabels(batchWords)
  const format = useFormat()
  const doing = useDoing()
  const takeOff = async () => {
    onClose()
    await doing(async () => {
      for (const [id, of] of Map.groupBy(rows, ({ batchId }) => batchId))
        await debitBatches.takeOff.call({ id, debitIds: of.map(debit => debit.id) }, once())
    }, words.takenOffDone)
  }
  return (
    <Confirm
      opened
      danger
      title={words.takeOffTitle}
      text={words.takeOffText(format.integer(rows.length))}
      action={words.takeOff}
      onConfirm={() => void takeOff()}
      onCancel={onClose}
    />
  )
}

function useActions(ask: (asked: Asked) => void): RowAction<Debit>[] {
  const words = useLabels(batchWords)
  const { seeInvoice } = useLabels(candidateWords)
  const returns = useLabels(returnWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'invoice',
      label: seeInvoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'return',
      label: returns.record,
      icon: <IconAlertTriangle size={16} />,
      right: 'debits.write',
      apart: true,
      enabled: ({ state }) => state === 'sent' || state === 'collected' || returns.notSent,
      run: ({ rows }) => ask({ what: 'return', rows }),
    },
    {
      key: 'takeOff',
      label: words.takeOff,
      icon: <IconMinus size={16} />,
      right: 'debits.write',
      on: 'some',
      danger: true,
      enabled: ({ state }) => state === 'planned' || words.notPlanned,
      run: ({ rows }) => ask({ what: 'takeOff', rows }),
    },
  ]
}

function useColumns(): ListColumn<Debit>[] {
  const { columns, debitStates } = useLabels(debitsLabels)
  const [language] = useLanguage()
  return useMemo(
    () => [
      { key: 'customer', header: columns.customer, width: 170, grow: true, phone: 1 },
      {
        key: 'number',
        header: columns.number,
        width: 120,
        cell: row => <RecordLink to={`invoices/${row.invoiceId}`}>{row.number}</RecordLink>,
        text: row => row.number,
        phone: 2,
      },
      { key: 'cents', header: columns.cents, kind: 'money', width: 110, sort: true, sum: true, phone: 'end' },
      {
        key: 'state',
        header: columns.state,
        width: 130,
        cell: row => <DebitStatus of={row.state} />,
        text: row => debitStates[row.state],
        phone: 2,
      },
      { key: 'code', header: columns.reason, width: 170, text: row => (row.code ? reasonOf(row.code, language) : '') },
      { key: 'collectOn', header: columns.collectOn, kind: 'day', width: 112, sort: true },
      {
        key: 'batchNumber',
        header: columns.batchNumber,
        kind: 'integer',
        width: 80,
        cell: row => <RecordLink to={`debit-batches/${row.batchId}`}>{row.batchNumber}</RecordLink>,
      },
      { key: 'reference', header: columns.reference, width: 110 },
      { key: 'attempt', header: columns.attempt, kind: 'integer', width: 100 },
      { key: 'sequence', header: columns.sequence, width: 90, hidden: true },
      { key: 'endToEndId', header: columns.endToEndId, width: 150 },
      { key: 'paymentNumber', header: columns.paymentNumber, kind: 'integer', width: 92 },
    ],
    [columns, debitStates, language],
  )
}

function useFilters(): ListFilter[] {
  const { columns, debitStates } = useLabels(debitsLabels)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'state',
        label: columns.state,
        options: DEBIT_STATES.map(value => ({ value, label: debitStates[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, debitStates],
  )
}
