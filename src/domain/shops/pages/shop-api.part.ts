import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { shopPaymentMethodsContract, shopStatusesContract } from '../contract/mappings.ts'
import { reconciliationContract } from '../contract/reconciliation.ts'
import { shopRecordsContract } from '../contract/records.ts'
import { syncContract } from '../contract/sync.ts'
import { shopsContract } from '../contract.ts'

export const shopRecords = apiOf('shops', shopRecordsContract)
export const shopCreation = apiOf('shops', shopsContract)
export const shopSync = apiOf('shops', syncContract)
export const reconciliationApi = apiOf('shops', reconciliationContract)
export const shopStatuses = apiOf('shopStatuses', shopStatusesContract)
export const shopPaymentMethods = apiOf('shopPaymentMethods', shopPaymentMethodsContract)

export type Shop = Awaited<ReturnType<typeof shopRecords.get.call>>
export type Health = Awaited<ReturnType<typeof shopSync.health.call>>[number]
export type Reconciled = Awaited<ReturnType<typeof reconciliationApi.reconciliation.call>>

const QUIET_MS = 60_000

/** How it stands with each shop, looked at once a minute. */
export const useHealth = () => useQuery(shopSync.health.queryOptions({ refetchInterval: QUIET_MS }))

export const useHealthOf = (id: string) => useHealth().data?.find(shop => shop.id === id)

/** The shops of the company by their names. */
export const useShops = () => useQuery(shopRecords.list.queryOptions({ input: { limit: 200 } })).data?.rows ?? []
