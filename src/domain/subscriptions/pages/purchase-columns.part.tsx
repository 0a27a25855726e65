import { useMemo } from 'react'
import type { ListFilter } from '../../../platform/web/filters/filter-types.ts'
import { useLabels } from '../../../platform/web/language.ts'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { titleLookup } from '../../catalog/pages/title-lookup.part.tsx'
import { contactLookup } from '../../parties/pages/contact-lookup.part.tsx'
import { natureLabels } from '../labels/natures.ts'
import { purchaseFormWords } from '../labels/purchase-form.ts'
import { subscriptionsLabels } from '../labels.ts'
import { NATURES, type Nature } from '../rules/nature.ts'
import { singleIssueProducts, subscriptionProducts } from './lookups.part.tsx'

type Row = {
  id: string
  lastName: string
  legalName: string
  nature: Nature
  isParcel: boolean
}

/** The columns with which both views of the purchases begin. Source: ABO-28, ABO-46. */
export function useFirstColumns<R extends Row>(): ListColumn<R>[] {
  const { columns } = useLabels(subscriptionsLabels)
  return useMemo(
    () => [
      { key: 'number', header: columns.number, width: 76, align: 'end', sort: true, phone: 1 },
      {
        key: 'lastName',
        header: columns.lastName,
        width: 112,
        sort: 'name',
        phone: 1,
        text: row => row.lastName || row.legalName,
      },
      { key: 'firstName', header: columns.firstName, width: 112, phone: 1 },
      { key: 'productCode', header: columns.productCode, width: 92 },
      { key: 'label', header: columns.label, width: 136, grow: true, phone: 2 },
    ],
    [columns],
  )
}

/** Those that both views can show besides: who pays, why, how many left. */
export function useFurtherColumns<R extends Row>(): ListColumn<R>[] {
  const { columns } = useLabels(subscriptionsLabels)
  const { natures, parcels } = useLabels(natureLabels)
  return useMemo(
    () => [
      { key: 'nature', header: columns.nature, width: 124, text: row => natures[row.nature], hidden: true },
      { key: 'payer', header: columns.payer, width: 150, hidden: true },
      { key: 'titleName', header: columns.titleName, width: 130, hidden: true },
      { key: 'copiesServed', header: columns.copiesServed, kind: 'integer', width: 92, hidden: true },
      { key: 'isParcel', header: columns.isParcel, width: 76, text: row => parcels[`${row.isParcel}`], hidden: true },
      { key: 'legalName', header: columns.legalName, hidden: true },
      { key: 'honorific', header: columns.honorific, width: 70, hidden: true },
      { key: 'reviewOn', header: columns.reviewOn, kind: 'day', hidden: true },
      { key: 'cancelledOn', header: columns.cancelledOn, kind: 'day', hidden: true },
    ],
    [columns, natures, parcels],
  )
}

/** The filters of both views: nature, title, product, who pays, review due. */
export function useFurtherFilters(kind: 'subscription' | 'single-issue'): ListFilter[] {
  const { columns } = useLabels(subscriptionsLabels)
  const { natures } = useLabels(natureLabels)
  const form = useLabels(purchaseFormWords)
  const { today } = useSession()
  return useMemo(
    () => [
      {
        kind: 'choice',
        single: true,
        key: 'nature',
        label: columns.nature,
        options: NATURES.map(value => ({ value, label: natures[value] })),
      },
      {
        kind: 'choice',
        single: true,
        key: 'reviewTo',
        label: form.due,
        options: [{ value: today, label: form.toReview }],
        apart: true,
      },
      { kind: 'lookup', key: 'titleId', label: columns.titleName, source: titleLookup, apart: true },
      {
        kind: 'lookup',
        key: 'productId',
        label: columns.productCode,
        source: kind === 'subscription' ? subscriptionProducts : singleIssueProducts,
        apart: true,
      },
      { kind: 'lookup', key: 'payerId', label: columns.payer, source: contactLookup, apart: true },
    ],
    [columns, natures, form, today, kind],
  )
}
