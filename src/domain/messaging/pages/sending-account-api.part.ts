import { apiOf } from '../../../platform/web/api.ts'
import { messagingContract } from '../contract.ts'

export const accounts = apiOf('messaging', messagingContract).sendingAccounts
export type Account = NonNullable<Awaited<ReturnType<typeof accounts.get.call>>>
