import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLanguage } from '../../../platform/web/language.ts'
import { deliveriesContract } from '../contract/deliveries.ts'
import { orderNaturesContract, orderStatusesContract, resourcesContract } from '../contract/settings.ts'
import { ordersContract } from '../contract.ts'
import type { OrderKind } from '../rules/order.ts'

export const orders = apiOf('orders', ordersContract)
export const deliveries = apiOf('deliveries', deliveriesContract)
const statuses = apiOf('orderStatuses', orderStatusesContract)
const natures = apiOf('orderNatures', orderNaturesContract)
const resources = apiOf('resources', resourcesContract)

export type OrderRow = Awaited<ReturnType<typeof orders.list.call>>['rows'][number]
export type Order = Awaited<ReturnType<typeof orders.get.call>>
export type DeliveryRow = Awaited<ReturnType<typeof deliveries.list.call>>['rows'][number]
export type Delivery = Awaited<ReturnType<typeof deliveries.get.call>>
export type Choice = { value: string; label: string }

const KEPT_MS = 60_000

/** One order with its lines and deliveries. */
export const useOrder = (id: string) =>
  useQuery(orders.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** The statuses that an order of a kind can be given. */
export function useStatuses(kind: OrderKind): Choice[] {
  const [language] = useLanguage()
  const { data = [] } = useQuery(statuses.list.queryOptions({ input: { kind }, staleTime: KEPT_MS }))
  return data
    .filter(({ active }) => active)
    .map(({ id, nameFr, nameEn }) => ({ value: id, label: (language === 'en' && nameEn) || nameFr }))
}

const asChoices = (rows: readonly { id: string; name: string }[] = []): Choice[] =>
  rows.map(({ id, name }) => ({ value: id, label: name }))

export const useNatures = () => asChoices(useQuery(natures.list.queryOptions({ input: {}, staleTime: KEPT_MS })).data)
export const useResources = () =>
  asChoices(useQuery(resources.list.queryOptions({ input: {}, staleTime: KEPT_MS })).data)
