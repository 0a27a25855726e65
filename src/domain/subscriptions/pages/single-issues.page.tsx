import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useNewSale } from '../../invoicing/pages/new-sale.part.tsx'
import { singleIssuesContract } from '../contract.ts'
import { purchaseWords } from '../labels/purchases.ts'
import { subscriptionsLabels } from '../labels.ts'
import { usePurchaseActions } from './purchase-actions.part.tsx'
import { usePurchaseTabs } from './purchase-tabs.part.tsx'
import { SingleIssuePanel, SingleIssueStatus } from './single-issue-panel.part.tsx'

const api = apiOf('singleIssues', singleIssuesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** Every single issue bought. Source: ABO-46, ABO-47. */
export function SingleIssuesPage() {
  const words = useLabels(purchaseWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  return (
    <ListPage
      title={words.purchases}
      name="single-issues"
      source={api}
      counted={count => format.many(count, words.singleIssue, words.singleIssues)}
      columns={useColumns()}
      filters={useFilters()}
      searchPlaceholder={words.search}
      exportPath="/single-issues/export"
      empty={{ text: words.noSingleIssues }}
      tabs={usePurchaseTabs('single-issues')}
      actions={usePurchaseActions<Row>()}
      mainAction={useNewSale()}
      otherActions={[
        {
          label: words.recipients,
          right: 'dispatch.read',
          run: () => void navigate({ to: path('recipients'), search: { kind: 'single-issue' } as never }),
        },
      ]}
      panel={id => <SingleIssuePanel id={id} />}
      card={row => path(`single-issues/${row.id}`)}
      rowName={row => `${row.number} ${row.lastName} ${row.firstName}`}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 130,
        grow: true,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 110, grow: true, phone: 1 },
      { key: 'productCode', header: columns.productCode, width: 96 },
      { key: 'label', header: columns.label, width: 170, grow: true, phone: 2 },
      { key: 'boughtOn', header: columns.boughtOn, kind: 'day', sort: true, phone: 2 },
      { key: 'lastDispatchedOn', header: columns.lastDispatchedOn, kind: 'day', width: 112 },
      {
        key: 'served',
        header: words.status,
        width: 108,
        cell: row => <SingleIssueStatus of={row} />,
        text: row => words[servedState(row)],
        screenOnly: true,
        phone: 'end',
      },
      { key: 'netCents', header: columns.netCents, kind: 'money', sum: true, width: 100 },
      { key: 'grossCents', header: columns.grossCents, kind: 'money', sum: true },
      { key: 'copies', header: columns.copies, kind: 'integer', width: 72 },
      { key: 'contactNumber', header: columns.contactNumber, width: 92, align: 'end' },
      { key: 'issueNumber', header: columns.issueNumber, width: 84, hidden: true },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'honorific', header: columns.honorific, width: 70, hidden: true },
    ],
    [columns, words],
  )
}

const servedState = ({ cancelledOn, lastDispatchedOn }: Row) =>
  cancelledOn ? 'cancelled' : lastDispatchedOn ? 'served' : 'toServe'

function useFilters(): ListFilter[] {
  const { columns } = useLabels(subscriptionsLabels)
  const words = useLabels(purchaseWords)
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'served',
        label: words.status,
        options: [
          { value: 'false', label: words.toServe },
          { value: 'true', label: words.served },
        ],
      },
      { kind: 'days', label: columns.boughtOn, from: 'boughtFrom', to: 'boughtTo' },
    ],
    [columns, words],
  )
}
