import { apiOf } from '../../../platform/web/api.ts'
import { debitBatchesContract, debitsContract } from '../contract/batches.ts'
import { debitCandidatesContract, debitNoticesContract } from '../contract/notices.ts'
import { debitReturnFilesContract, debitReturnsContract } from '../contract/returns.ts'
import { debitSettingsContract, mandatesContract } from '../contract.ts'

export const mandates = apiOf('mandates', mandatesContract)
export const debitSettings = apiOf('debitSettings', debitSettingsContract)
export const debitCandidates = apiOf('debitCandidates', debitCandidatesContract)
export const debitNotices = apiOf('debitNotices', debitNoticesContract)
export const debitBatches = apiOf('debitBatches', debitBatchesContract)
export const debits = apiOf('debits', debitsContract)
export const debitReturns = apiOf('debitReturns', debitReturnsContract)
export const debitReturnFiles = apiOf('debitReturnFiles', debitReturnFilesContract)

export type MandateRow = Awaited<ReturnType<typeof mandates.list.call>>['rows'][number]
export type Mandate = Awaited<ReturnType<typeof mandates.get.call>>
export type Candidate = Awaited<ReturnType<typeof debitCandidates.list.call>>['rows'][number]
export type Notice = Awaited<ReturnType<typeof debitNotices.list.call>>['rows'][number]
export type BatchRow = Awaited<ReturnType<typeof debitBatches.list.call>>['rows'][number]
export type Batch = Awaited<ReturnType<typeof debitBatches.get.call>>
export type Debit = Awaited<ReturnType<typeof debits.list.call>>['rows'][number]
export type Return = Awaited<ReturnType<typeof debitReturns.list.call>>['rows'][number]
export type ReturnFile = Awaited<ReturnType<typeof debitReturnFiles.list.call>>['rows'][number]
export type ReturnPreview = Awaited<ReturnType<typeof debitReturnFiles.preview.call>>

/** Asked twice by an impatient hand, it is done once. */
export const once = () => ({ context: { idempotencyKey: crypto.randomUUID() } })
