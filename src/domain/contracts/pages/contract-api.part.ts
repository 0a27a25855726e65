import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { contractForecastContract, contractSettingsContract } from '../contract/forecast.ts'
import { contractNoticesContract } from '../contract/notices.ts'
import { contractPricesContract } from '../contract/prices.ts'
import { contractTermsContract } from '../contract/terms.ts'
import { contractsContract } from '../contract.ts'
import { contractsLabels } from '../labels.ts'
import type { TermState } from '../rules/term-state.ts'

export const contracts = apiOf('contracts', contractsContract)
export const contractTerms = apiOf('contractTerms', contractTermsContract)
export const contractSettings = apiOf('contractSettings', contractSettingsContract)
export const contractForecast = apiOf('contractForecast', contractForecastContract)

export const contractNotices = apiOf('contractNotices', contractNoticesContract)
export const contractPriceChanges = apiOf('contractPriceChanges', contractPricesContract)

export type DueNotice = Awaited<ReturnType<typeof contractNotices.list.call>>['rows'][number]
export type PriceChange = Awaited<ReturnType<typeof contractPriceChanges.list.call>>['rows'][number]
export type ContractRow = Awaited<ReturnType<typeof contracts.list.call>>['rows'][number]
export type Contract = Awaited<ReturnType<typeof contracts.get.call>>
export type ContractLine = Contract['lines'][number]
export type Term = Awaited<ReturnType<typeof contractTerms.list.call>>['rows'][number]
export type Refused = Awaited<ReturnType<typeof contractTerms.invoiceMany.call>>['refused']

/** One contract with all that is known of it. */
export const useContract = (id: string) =>
  useQuery(contracts.get.queryOptions({ input: { id }, placeholderData: keepPreviousData }))

const KEPT_MS = 60_000

/** What the states of terms are called here: the company's own words, else ours. Source: X-68. */
export function useTermStates(): Record<TermState, string> {
  const { termStates } = useLabels(contractsLabels)
  const { data } = useQuery(contractSettings.get.queryOptions({ staleTime: KEPT_MS }))
  return { ...termStates, ...data?.termStates }
}
