import { apiOf } from '../../../platform/web/api.ts'
import { collectedContract } from '../contract/collected.ts'
import { mailboxesContract } from '../contract/mailboxes.ts'
import { receivedOrdersContract } from '../contract/received.ts'
import { sentOrdersContract } from '../contract/sent.ts'
import { exchangeSettingsContract, partnersContract } from '../contract.ts'

export const receivedOrders = apiOf('receivedOrders', receivedOrdersContract)
export const sentOrders = apiOf('sentOrders', sentOrdersContract)
export const mailboxes = apiOf('mailboxes', mailboxesContract)
export const collectedDocuments = apiOf('collectedDocuments', collectedContract)
export const partners = apiOf('partners', partnersContract)
export const exchangeSettings = apiOf('exchangeSettings', exchangeSettingsContract)

export type Received = Awaited<ReturnType<typeof receivedOrders.answer.call>>
export type ToSend = Awaited<ReturnType<typeof sentOrders.list.call>>['rows'][number]
export type Sending = Awaited<ReturnType<typeof sentOrders.of.call>>['sendings'][number]
export type Reply = Awaited<ReturnType<typeof sentOrders.of.call>>['replies'][number]
export type Mailbox = Awaited<ReturnType<typeof mailboxes.list.call>>['rows'][number]
export type Collected = Awaited<ReturnType<typeof collectedDocuments.list.call>>['rows'][number]
export type CollectedCard = Awaited<ReturnType<typeof collectedDocuments.get.call>>
export type PartnerRow = Awaited<ReturnType<typeof partners.list.call>>['rows'][number]
export type PartnerCard = Awaited<ReturnType<typeof partners.get.call>>
export type Settings = Awaited<ReturnType<typeof exchangeSettings.get.call>>
