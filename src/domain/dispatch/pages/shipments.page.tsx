import { IconPrinter, IconReceipt, IconRefresh, IconTrash, IconUser } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn, RowAction } from '../../../platform/web/list/list-types.ts'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { letterWords } from '../../parties/labels/letters.ts'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { type Printable, PrintDialog } from '../../parties/pages/print.part.tsx'
import { shipmentsContract } from '../contract.ts'
import { runWords } from '../labels/run-screens.ts'
import { dispatchWords } from '../labels/screens.ts'
import { dispatchLabels } from '../labels.ts'
import { obstacleTo, type RunState } from '../rules/run-state.ts'
import { AddressMenu } from './address-menu.part.tsx'
import { purchaseLookup, runLookup } from './lookups.part.tsx'
import { OtherRun } from './other-run.part.tsx'
import { printableShipments } from './print-run.part.tsx'
import { RemoveDialog } from './remove.part.tsx'
import { useRun } from './run-panel.part.tsx'

const api = apiOf('shipments', shipmentsContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Envelopes sent: those of a run, of a purchase, or all. Source: ABO-64 to ABO-72. */
export function ShipmentsPage() {
  const labels = useLabels(dispatchLabels)
  const words = useLabels(dispatchWords)
  const format = useFormat()
  const [{ runId }] = useSearchValues()
  const { data: run } = useRun(runId)
  const [printing, setPrinting] = useState<Printable | null>(null)
  const [removing, setRemoving] = useState<readonly string[] | null>(null)
  const title =
    runId && run
      ? words.shipmentsOfRun(String(run.number), format.day(run.dispatchedOn), words.kindOfRun[run.kind])
      : labels.shipments
  return (
    <>
      <ListPage
        title={title}
        name="shipments"
        source={api}
        counted={count => format.many(count, words.shipmentOne, words.shipmentMany)}
        columns={useColumns()}
        filters={useFilters()}
        searchPlaceholder={words.search}
        exportPath="/shipments/export"
        empty={{ text: words.noShipmentsYet }}
        actions={useActions(run?.state, setRemoving, setPrinting)}
        headingEnd={
          <>
            <OtherRun runId={runId} />
            {runId && <AddressMenu runId={runId} />}
          </>
        }
        rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
      />
      {printing && <PrintDialog printable={printing} onClose={() => setPrinting(null)} />}
      {removing && run && <RemoveDialog run={run} shipmentIds={removing} onClose={() => setRemoving(null)} />}
    </>
  )
}

function useActions(
  state: RunState | undefined,
  remove: (ids: readonly string[]) => void,
  print: (printable: Printable) => void,
): RowAction<Row>[] {
  const { print: printLabel } = useLabels(letterWords)
  const words = useLabels(dispatchWords)
  const life = useLabels(runWords)
  const path = useCompanyPath()
  const navigate = useNavigate()
  const card = ({ purchaseKind, purchaseId }: Row) =>
    path(`${purchaseKind === 'subscription' ? 'subscriptions' : 'single-issues'}/${purchaseId}`)
  return [
    {
      key: 'contact',
      label: words.showContact,
      icon: <IconUser size={16} />,
      right: 'parties.read',
      run: ({ rows: [row] }) => row && void navigate({ to: path(`contacts/${row.recipientId}`) }),
    },
    {
      key: 'purchase',
      label: words.showPurchase,
      icon: <IconReceipt size={16} />,
      right: 'subscriptions.read',
      run: ({ rows: [row] }) => row && void navigate({ to: card(row) }),
    },
    {
      key: 'replace',
      label: words.replace,
      icon: <IconRefresh size={16} />,
      right: 'dispatch.write',
      run: ({ rows: [row] }) =>
        row && void navigate({ to: path('replacements'), search: { open: 'new', purchaseId: row.purchaseId } }),
    },
    {
      key: 'print',
      label: printLabel,
      icon: <IconPrinter size={16} />,
      on: 'some',
      run: ({ rows }) => print(printableShipments({ ids: rows.map(({ id }) => id).join(',') }, rows.length)),
    },
    ...(state && !obstacleTo('removeLines', state)
      ? [
          {
            key: 'remove',
            label: life.remove,
            icon: <IconTrash size={16} />,
            right: 'dispatch.write',
            on: 'some',
            apart: true,
            danger: true,
            run: ({ rows }) => remove(rows.map(({ id }) => id)),
          } satisfies RowAction<Row>,
        ]
      : []),
  ]
}

function useColumns(): ListColumn<Row>[] {
  const { columns, envelopes } = useLabels(dispatchLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 60, align: 'end', sort: true, phone: 1 },
      { key: 'sentOn', header: columns.sentOn, kind: 'day', phone: 'end' },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 62 },
      { key: 'honorific', header: columns.honorific, width: 54 },
      { key: 'lastName', header: columns.lastName, width: 104, grow: true, phone: 1 },
      { key: 'firstName', header: columns.firstName, width: 96, grow: true, phone: 1 },
      { key: 'email', header: columns.email, width: 116, grow: true },
      { key: 'legalName', header: columns.legalName, width: 104 },
      { key: 'line1', header: columns.line1, width: 134, grow: true, phone: 2 },
      { key: 'postcode', header: columns.postcode, width: 90 },
      { key: 'town', header: columns.town, width: 112, phone: 2 },
      { key: 'issueNumber', header: columns.issueNumber, width: 74, align: 'end' },
      { key: 'purchaseNumber', header: columns.purchaseNumber, width: 80, align: 'end' },
      { key: 'runNumber', header: columns.runNumber, width: 88, align: 'end', hidden: true },
      {
        key: 'parcel',
        header: columns.envelope,
        width: 72,
        text: row => (row.parcel ? envelopes.parcel : ''),
        hidden: true,
      },
      { key: 'parcelCopies', header: columns.parcelCopies, kind: 'integer', width: 92, hidden: true },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', hidden: true },
      { key: 'line2', header: columns.line2, hidden: true },
      { key: 'line3', header: columns.line3, hidden: true },
      { key: 'country', header: columns.country, width: 70, hidden: true },
      { key: 'contactNumber', header: columns.contactNumber, width: 84, align: 'end', hidden: true },
    ],
    [columns, envelopes],
  )
}

function useFilters(): ListFilter[] {
  const words = useLabels(dispatchWords)
  const format = useFormat()
  return useMemo(
    () => [
      { kind: 'lookup', key: 'runId', label: words.run, source: runLookup(format) },
      { kind: 'lookup', key: 'purchaseId', label: words.purchase, source: purchaseLookup, apart: true },
      { kind: 'lookup', key: 'recipientId', label: words.contact, source: contactLookup, apart: true },
    ],
    [words, format],
  )
}
