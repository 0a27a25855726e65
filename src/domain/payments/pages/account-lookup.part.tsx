import { apiOf } from '../../../platform/web/api.ts'
import { lookupSource } from '../../../platform/web/filters/lookup-source.ts'
import { spacedIban } from '../../../values/iban.ts'
import { bankAccountsContract } from '../contract/accounts.ts'

/** Finds a bank account or till by its name. */
export const bankAccountLookup = lookupSource('bankAccounts', apiOf('bankAccounts', bankAccountsContract), account => ({
  value: account.id,
  label: account.name,
  hint: spacedIban(account.iban),
}))
