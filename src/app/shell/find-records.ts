import { contractsContract } from '../../domain/contracts/contract.ts'
import { invoicingContract } from '../../domain/invoicing/contract.ts'
import { deliveriesContract } from '../../domain/orders/contract/deliveries.ts'
import { ordersContract } from '../../domain/orders/contract.ts'
import { partiesContract } from '../../domain/parties/contract.ts'
import { directoryName } from '../../domain/parties/rules/name.ts'
import { singleIssuesContract, subscriptionsContract } from '../../domain/subscriptions/contract.ts'
import { apiOf } from '../../platform/web/api.ts'
import type { FindRecords, Found } from '../../platform/web/shell/palette.tsx'

const parties = apiOf('parties', partiesContract)
const subscriptions = apiOf('subscriptions', subscriptionsContract)
const singleIssues = apiOf('singleIssues', singleIssuesContract)
const invoices = apiOf('invoicing', invoicingContract)
const contracts = apiOf('contracts', contractsContract)
const orders = apiOf('orders', ordersContract)
const deliveries = apiOf('deliveries', deliveriesContract)
const MOST = 6

type Groups = Record<
  'contacts' | 'subscriptions' | 'singleIssues' | 'invoices' | 'contracts' | 'orders' | 'deliveries',
  string
>
type Purchase = { id: string; number: number; lastName: string; firstName: string; legalName: string; label: string }

const purchase =
  (group: string, path: string) =>
  ({ id, number, lastName, firstName, legalName, label }: Purchase): Found => ({
    key: id,
    group,
    label: `${number} · ${`${lastName} ${firstName}`.trim() || legalName}`,
    hint: label,
    to: `${path}/${id}`,
  })

type Asked = { search: string; limit: number }
type Read = (asked: Asked, options: { signal: AbortSignal }) => Promise<Found[]>
type Finder = { right: string; read: Read }

const contactsFound =
  (group: string, path: string): Read =>
  async (...asked) =>
    (await parties.list.call(...asked)).rows.map(party => ({
      key: party.id,
      group,
      label: `${party.number} · ${directoryName(party)}`,
      hint: `${party.postcode} ${party.town}`.trim(),
      to: `${path}/${party.id}`,
    }))

const documentsFound = (groups: Groups, path: (to: string) => string): Finder[] => [
  {
    right: 'invoicing.read',
    read: async (...asked) =>
      (await invoices.list.call(...asked)).rows.map(({ id, number, customer }) => ({
        key: id,
        group: groups.invoices,
        label: `${number} · ${customer}`,
        to: path(`invoices/${id}`),
      })),
  },
  {
    right: 'contracts.read',
    read: async (...asked) =>
      (await contracts.list.call(...asked)).rows.map(({ id, number, title, customer }) => ({
        key: id,
        group: groups.contracts,
        label: `${number} · ${title}`,
        hint: customer,
        to: path(`contracts/${id}`),
      })),
  },
]

const ordersFound = (groups: Groups, path: (to: string) => string): Finder[] => [
  {
    right: 'orders.read',
    read: async (...asked) =>
      (await orders.list.call(...asked)).rows.map(({ id, number, party, status }) => ({
        key: id,
        group: groups.orders,
        label: `${number} · ${party}`,
        hint: status,
        to: path(`orders/${id}`),
      })),
  },
  {
    right: 'orders.read',
    read: async (...asked) =>
      (await deliveries.list.call(...asked)).rows.map(({ id, number, party, orders: of }) => ({
        key: id,
        group: groups.deliveries,
        label: `${number} · ${party}`,
        hint: of,
        to: `${path('deliveries')}?open=${id}`,
      })),
  },
]

/** The records people look for by name or number, in every slice the user may read. */
export function findRecords(
  groups: Groups,
  may: (right: string) => boolean,
  path: (to: string) => string,
): FindRecords {
  const finders: Finder[] = [
    { right: 'parties.read', read: contactsFound(groups.contacts, path('contacts')) },
    {
      right: 'subscriptions.read',
      read: async (...asked) =>
        (await subscriptions.list.call(...asked)).rows.map(purchase(groups.subscriptions, path('subscriptions'))),
    },
    {
      right: 'subscriptions.read',
      read: async (...asked) =>
        (await singleIssues.list.call(...asked)).rows.map(purchase(groups.singleIssues, path('single-issues'))),
    },
    ...documentsFound(groups, path),
    ...ordersFound(groups, path),
  ]
  return async (search, signal) => {
    const asked = finders.filter(({ right }) => may(right)).map(({ read }) => read({ search, limit: MOST }, { signal }))
    const found = await Promise.allSettled(asked)
    return found.flatMap(result => (result.status === 'fulfilled' ? result.value : []))
  }
}
