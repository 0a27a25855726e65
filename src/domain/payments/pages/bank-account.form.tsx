import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { spacedIban } from '../../../values/iban.ts'
import { bankAccountsContract } from '../contract/accounts.ts'
import { balanceLabels } from '../labels/balances.ts'
import { paymentsWords } from '../labels/screens.ts'
import type { BankAccount } from './bank-accounts.page.tsx'

const api = apiOf('bankAccounts', bankAccountsContract)
type Props = { account?: BankAccount; onDone(id: string | undefined): void }

/** A bank account or till, new or changed. */
export function BankAccountForm({ account, onDone }: Props) {
  const words = useLabels(paymentsWords)
  const { columns } = useLabels(balanceLabels)
  const notify = useNotify()
  const may = useMay()
  const form = useRecordForm({
    initial: {
      name: account?.name ?? '',
      iban: spacedIban(account?.iban ?? ''),
      bic: account?.bic ?? '',
      accountCode: account?.accountCode ?? '',
    },
    input: ({ accountCode, ...values }) => ({
      ...values,
      accountCode: accountCode || undefined,
      ...(account ? { id: account.id, revision: account.revision } : {}),
    }),
    schema: bankAccountsContract[account ? 'update' : 'create']['~orpc'].inputSchema,
    save: (input: never, saving): Promise<BankAccount> =>
      account ? api.update.call(input, saving) : api.create.call(input, saving),
    onSaved: ({ id }) => {
      notify.done(words.accountSaved)
      refresh()
      onDone(account ? undefined : id)
    },
  })
  return (
    <PanelForm title={account?.name ?? words.newAccount}>
      <FormFrame
        form={form}
        submit={words.saveAccount}
        onCancel={() => onDone(undefined)}
        beside={account && may('books.write') && <RemoveButton account={account} onDone={onDone} />}
      >
        <TextField {...form.field('name')} label={words.accountName} required />
        <TextField {...form.field('iban')} label={columns.iban} description={words.ibanHint} />
        <TextField {...form.field('bic')} label={columns.bic} />
        <TextField {...form.field('accountCode')} label={columns.accountCode} description={words.ledgerHint} />
      </FormFrame>
    </PanelForm>
  )
}

function RemoveButton({ account, onDone }: Required<Props>) {
  const words = useLabels(paymentsWords)
  const notify = useNotify()
  const [asking, setAsking] = useState(false)
  const remove = async () => {
    setAsking(false)
    try {
      await api.remove.call({ id: account.id })
      notify.done(words.accountRemoved)
      onDone(undefined)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={15} />} onClick={() => setAsking(true)}>
        {words.removeAccount}
      </Button>
      <Confirm
        opened={asking}
        title={words.removeAccountTitle}
        text={words.removeAccountText}
        action={words.removeAccount}
        danger
        onConfirm={() => void remove()}
        onCancel={() => setAsking(false)}
      />
    </>
  )
}
