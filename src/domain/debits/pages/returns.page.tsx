import { Button, Text } from '@mantine/core'
import { IconCalendarRepeat, IconFileInvoice, IconUser } from '@tabler/icons-react'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { Facts, RecordButton, RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHead } from '../../../platform/web/record/record-panel.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Status } from '../../../platform/web/status.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { debitsLabels } from '../labels/lists.ts'
import { returnWords } from '../labels/return-screens.ts'
import { debitWords } from '../labels/screens.ts'
import { RETURN_KINDS } from '../rules/states.ts'
import { debitBatches, debitReturnFiles, debitReturns, type Return } from './debit-api.part.ts'
import { useDebitTabs } from './debit-tabs.part.tsx'
import classes from './debits.module.css'
import { RetryReturn } from './return-dialogs.part.tsx'
import { TakeReturns } from './take-returns.form.tsx'

/** Debits that came back: why, what it reopened, and what happens next. Source: L-16. */
export function ReturnsPage() {
  const words = useLabels(returnWords)
  const { debits, searchOf } = useLabels(debitWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const [{ batchId, fileId }] = useSearchValues()
  const [taking, setTaking] = useState(false)
  const [retried, setRetried] = useState<Return | null>(null)
  const take = { label: words.take, right: 'debits.write', run: () => setTaking(true) }
  return (
    <>
      <ListPage
        title={debits}
        name="debit-returns"
        source={debitReturns}
        counted={count => format.many(count, words.returnOne, words.returnMany)}
        columns={useColumns()}
        filters={useFilters()}
        {...(batchId || fileId ? { fixed: batchId ? { batchId } : { fileId } } : {})}
        tabs={useDebitTabs('debit-returns')}
        searchPlaceholder={searchOf}
        exportPath="/debit-returns/export"
        empty={{ text: words.returnNone, action: take }}
        mainAction={take}
        otherActions={[{ label: words.files, run: () => void navigate({ to: path('debit-return-files') }) }]}
        actions={useActions(setRetried)}
        above={(batchId || fileId) && <OnlyOf batchId={batchId} fileId={fileId} />}
        panel={(_, row) => row && <ReturnPanel of={row} onRetry={setRetried} />}
        rowName={row => `${row.number} ${row.customer}`}
      />
      {taking && <TakeReturns onClose={() => setTaking(false)} />}
      {retried && <RetryReturn of={retried} onClose={() => setRetried(null)} />}
    </>
  )
}

/** Says whose returns alone are shown, with the way to the others. */
function OnlyOf({ batchId, fileId }: { batchId: string | undefined; fileId: string | undefined }) {
  const words = useLabels(returnWords)
  const batch = useQuery(debitBatches.get.queryOptions({ input: batchId ? { id: batchId } : skipToken })).data
  const file = useQuery(debitReturnFiles.get.queryOptions({ input: fileId ? { id: fileId } : skipToken })).data
  const said = batch ? words.ofBatch(batch.number) : file && words.ofFile(file.name)
  return (
    <div className={classes.above}>
      <p className={classes.notice}>
        <strong>{said}</strong>
        <RecordLink to="debit-returns">{words.seeAll}</RecordLink>
      </p>
    </div>
  )
}

function ReturnPanel({ of, onRetry }: { of: Return; onRetry(of: Return): void }) {
  const may = useMay()
  const words = useLabels(returnWords)
  const { columns, kinds } = useLabels(debitsLabels)
  const format = useFormat()
  return (
    <div style={{ padding: 16, display: 'grid', gap: 12 }}>
      <RecordHead
        number={of.number}
        name={of.customer}
        status={<Status of="bad" label={of.reason} />}
        actions={
          <>
            {may('debits.write') && (
              <Button leftSection={<IconCalendarRepeat size={15} />} onClick={() => onRetry(of)}>
                {words.retry}
              </Button>
            )}
            <RecordButton to={`contacts/${of.customerId}`}>{words.contact}</RecordButton>
            <RecordButton to={`invoices/${of.invoiceId}`}>{words.invoice}</RecordButton>
          </>
        }
      />
      <Text size="sm">{of.retryOn ? words.again(format.day(of.retryOn)) : words.decide}</Text>
      <Facts
        facts={[
          { label: columns.customer, value: <RecordLink to={`contacts/${of.customerId}`}>{of.customer}</RecordLink> },
          { label: columns.number, value: <RecordLink to={`invoices/${of.invoiceId}`}>{of.number}</RecordLink> },
          { label: columns.cents, value: format.money(of.cents) },
          { label: columns.returnedOn, value: format.day(of.returnedOn) },
          { label: columns.reason, value: `${of.reason} (${of.code})` },
          { label: columns.kind, value: kinds[of.kind] },
          { label: columns.text, value: of.text, wide: true },
          { label: columns.chargeCents, value: of.chargeCents > 0 && format.money(of.chargeCents) },
          { label: columns.attempt, value: format.integer(of.attempt) },
          {
            label: columns.reference,
            value: (
              <RecordLink to="mandates" search={{ open: of.mandateId }}>
                {of.reference}
              </RecordLink>
            ),
          },
          { label: columns.endToEndId, value: of.endToEndId },
        ]}
      />
    </div>
  )
}

function useActions(retry: (row: Return) => void): RowAction<Return>[] {
  const words = useLabels(returnWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  return [
    {
      key: 'customer',
      label: words.contact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.customerId}`) }),
    },
    {
      key: 'invoice',
      label: words.invoice,
      icon: <IconFileInvoice size={16} />,
      right: 'invoicing.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`invoices/${row.invoiceId}`) }),
    },
    {
      key: 'retry',
      label: words.retry,
      icon: <IconCalendarRepeat size={16} />,
      right: 'debits.write',
      apart: true,
      run: ({ rows: [row] }) => row && retry(row),
    },
  ]
}

function useColumns(): ListColumn<Return>[] {
  const words = useLabels(returnWords)
  const { columns, kinds } = useLabels(debitsLabels)
  const format = useFormat()
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
      { key: 'cents', header: columns.cents, kind: 'money', width: 110, phone: 'end' },
      { key: 'reason', header: columns.reason, width: 200, phone: 2 },
      { key: 'code', header: columns.code, width: 70 },
      { key: 'returnedOn', header: columns.returnedOn, kind: 'day', sort: true },
      {
        key: 'retryOn',
        header: columns.retryOn,
        kind: 'day',
        width: 136,
        text: row => (row.retryOn ? format.day(row.retryOn) : words.givenUp),
      },
      { key: 'attempt', header: columns.attempt, kind: 'integer', width: 100 },
      { key: 'chargeCents', header: columns.chargeCents, kind: 'money', width: 90 },
      { key: 'kind', header: columns.kind, width: 110, text: row => kinds[row.kind] },
      { key: 'batchNumber', header: columns.batchNumber, kind: 'integer', width: 80 },
      { key: 'text', header: columns.text, width: 180, hidden: true },
      { key: 'endToEndId', header: columns.endToEndId, width: 150, hidden: true },
    ],
    [columns, kinds, words, format],
  )
}

function useFilters(): ListFilter[] {
  const { columns, kinds } = useLabels(debitsLabels)
  return useMemo(
    () => [
      { kind: 'days', label: columns.returnedOn, from: 'returnedFrom', to: 'returnedTo' },
      {
        kind: 'choice',
        single: true,
        key: 'kind',
        label: columns.kind,
        options: RETURN_KINDS.map(value => ({ value, label: kinds[value] })),
      },
      { kind: 'lookup', key: 'customerId', label: columns.customer, source: contactLookup },
    ],
    [columns, kinds],
  )
}
