import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useLanguage } from '../../../platform/web/language.ts'
import { deliveriesContract } from '../contract/deliveries.ts'
import { deliveryMailsContract, orderMailsContract } from '../contract/mails.ts'
import {
  orderNaturesContract,
  orderSettingsContract,
  orderStatusesContract,
  resourcesContract,
} from '../contract/settings.ts'
import { ordersContract } from '../contract.ts'
import type { OrderKind } from '../rules/order.ts'

export const orders = apiOf('orders', ordersContract)
export const deliveries = apiOf('deliveries', deliveriesContract)
export const orderMails = apiOf('orders', orderMailsContract)
export const deliveryMails = apiOf('deliveries', deliveryMailsContract)
export const statuses = apiOf('orderStatuses', orderStatusesContract)
export const natures = apiOf('orderNatures', orderNaturesContract)
export const resources = apiOf('resources', resourcesContract)
export const orderSettings = apiOf('orderSettings', orderSettingsContract)

export type OrderRow = Awaited<ReturnType<typeof orders.list.call>>['rows'][number]
export type Order = Awaited<ReturnType<typeof orders.get.call>>
export type DeliveryRow = Awaited<ReturnType<typeof deliveries.list.call>>['rows'][number]
export type Delivery = Awaited<ReturnType<typeof deliveries.get.call>>
export type Choice = { value: string; label: string }

const KEPT_MS = 60_000

/** One order with its lines and deliveries. */
export const useOrder = (id: string) =>
  useQuery(orders.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

/** One delivery with its lines. */
export const useDelivery = (id: string) =>
  useQuery(deliveries.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

const nothing: never[] = []

/** The statuses that an order of a kind can be given. */
export function useStatuses(kind: OrderKind): Choice[] {
  const [language] = useLanguage()
  const { data = nothing } = useQuery(statuses.all.queryOptions({ input: { kind }, staleTime: KEPT_MS }))
  return useMemo(
    () =>
      data
        .filter(({ active }) => active)
        .map(({ id, nameFr, nameEn }) => ({ value: id, label: (language === 'en' && nameEn) || nameFr })),
    [data, language],
  )
}

const useChoices = (rows: readonly { id: string; name: string }[]): Choice[] =>
  useMemo(() => rows.map(({ id, name }) => ({ value: id, label: name })), [rows])

export const useNatures = () =>
  useChoices(useQuery(natures.all.queryOptions({ input: {}, staleTime: KEPT_MS })).data ?? nothing)
export const useResources = () =>
  useChoices(useQuery(resources.all.queryOptions({ input: {}, staleTime: KEPT_MS })).data ?? nothing)
