import { useQueries, useQuery } from '@tanstack/react-query'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { RecordHistory } from '../../accounts/pages/record-history.part.tsx'
import { type AddressLines, addressInLine } from '../../invoicing/rules/document.ts'
import { handlingWords } from '../labels/handling.ts'
import { orderWords } from '../labels/screens.ts'
import { ordersLabels } from '../labels.ts'
import { ORDER_KINDS } from '../rules/order.ts'
import { natures, resources, statuses } from './order-api.part.ts'

/** Who changed what of an order or a delivery, with the words of what it names. */
export function OrderHistory({ record, id }: { record: 'orders' | 'deliveries'; id: string }) {
  const { columns, deliveryColumns } = useLabels(ordersLabels)
  const { history, seeContact } = useLabels(handlingWords)
  const { showInvoice, showOrder } = useLabels(orderWords)
  const names = useNames()
  const link = (to: string, label: string) => <RecordLink to={to}>{label}</RecordLink>
  const say = (key: string, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'lines' in value) return addressInLine(value as AddressLines)
    if (typeof value === 'object' && value !== null && 'address' in value)
      return addressInLine(value.address as AddressLines)
    if (typeof value !== 'string') return undefined
    if (key === 'partyId' || key === 'payerId') return link(`contacts/${value}`, seeContact)
    if (key === 'invoiceId') return link(`invoices/${value}`, showInvoice)
    if (key === 'duplicateOfId') return link(`orders/${value}`, showOrder)
    return names.get(value)
  }
  return <RecordHistory record={record} id={id} names={{ ...columns, ...deliveryColumns, ...history }} say={say} />
}

/** What the ids of statuses, natures and resources are called, also those put away. */
function useNames(): ReadonlyMap<string, string> {
  const [language] = useLanguage()
  const known = useQueries({ queries: ORDER_KINDS.map(kind => statuses.all.queryOptions({ input: { kind } })) })
  const all = { input: { includeUnused: true } }
  const ofNatures = useQuery(natures.all.queryOptions(all)).data ?? []
  const ofResources = useQuery(resources.all.queryOptions(all)).data ?? []
  return new Map([
    ...known.flatMap(({ data = [] }) =>
      data.map(({ id, nameFr, nameEn }) => [id, (language === 'en' && nameEn) || nameFr] as const),
    ),
    ...[...ofNatures, ...ofResources].map(({ id, name }) => [id, name] as const),
  ])
}
