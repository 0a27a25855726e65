import { apiOf } from '../../../platform/web/api.ts'
import { sentOrdersContract } from '../contract/sent.ts'
import { exchangeSettingsContract, partnersContract } from '../contract.ts'

export const sentOrders = apiOf('sentOrders', sentOrdersContract)
export const partners = apiOf('partners', partnersContract)
export const exchangeSettings = apiOf('exchangeSettings', exchangeSettingsContract)

export type ToSend = Awaited<ReturnType<typeof sentOrders.list.call>>['rows'][number]
export type Sending = Awaited<ReturnType<typeof sentOrders.of.call>>['sendings'][number]
export type PartnerRow = Awaited<ReturnType<typeof partners.list.call>>['rows'][number]
export type PartnerCard = Awaited<ReturnType<typeof partners.get.call>>
export type Settings = Awaited<ReturnType<typeof exchangeSettings.get.call>>
