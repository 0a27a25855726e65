import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { RecordPanel } from '../../../platform/web/record/record-panel.tsx'
import { useSearchValues } from '../../../platform/web/search-values.ts'
import { spacedIban } from '../../../values/iban.ts'
import { bankAccountsContract } from '../contract/accounts.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import { BankAccountForm } from './bank-account.form.tsx'
import { useMoneyTabs } from './money-tabs.part.tsx'

const api = apiOf('bankAccounts', bankAccountsContract)
export type BankAccount = Awaited<ReturnType<typeof api.get.call>>

/** Where money is: accounts at banks, and tills. */
export function BankAccountsPage() {
  const words = useLabels(paymentsWords)
  const format = useFormat()
  const [, setSearch] = useSearchValues()
  const create = () => setSearch({ open: 'new' })
  const done = (open: string | undefined) => setSearch({ open })
  return (
    <ListPage
      title={words.accounts}
      name="bank-accounts"
      source={api}
      counted={count => format.many(count, words.accountOne, words.accountMany)}
      columns={useColumns()}
      tabs={useMoneyTabs('bank-accounts')}
      searchPlaceholder={words.accountSearch}
      exportPath="/bank-accounts/export"
      empty={{ text: words.noAccount, action: { label: words.newAccount, right: 'books.write', run: create } }}
      mainAction={{ label: words.newAccount, right: 'books.write', run: create }}
      panel={id => (id === 'new' ? <BankAccountForm onDone={done} /> : <AccountPanel key={id} id={id} onDone={done} />)}
      rowName={row => row.name}
    />
  )
}

function AccountPanel({ id, onDone }: { id: string; onDone(id: string | undefined): void }) {
  const query = useQuery(api.get.queryOptions({ input: { id } }))
  return (
    <RecordPanel query={query}>
      {account => <BankAccountForm key={account.revision} account={account} onDone={onDone} />}
    </RecordPanel>
  )
}

function useColumns(): ListColumn<BankAccount>[] {
  const { columns } = useLabels(balanceLabels)
  const words = useLabels(paymentsWords)
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 200, grow: true, sort: true, phone: 1 },
      { key: 'iban', header: columns.iban, width: 260, text: row => spacedIban(row.iban) || words.till, phone: 2 },
      { key: 'bic', header: columns.bic, width: 120 },
      { key: 'accountCode', header: columns.accountCode, width: 140, phone: 'end' },
    ],
    [columns, words],
  )
}
