import { Checkbox, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { FieldRow } from '../../../platform/web/fields/fieldset.tsx'
import { FormFrame } from '../../../platform/web/form/form-frame.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { PanelForm } from '../../../platform/web/record/panel-form.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { bankAccountsContract } from '../contract/accounts.ts'
import { chequeDepositsContract } from '../contract/deposits.ts'
import { paymentsWords } from '../labels/screens.ts'
import { paymentsLabels } from '../labels.ts'
import classes from './payments.module.css'

const api = apiOf('chequeDeposits', chequeDepositsContract)
const accounts = apiOf('bankAccounts', bankAccountsContract)
type Deposit = Awaited<ReturnType<typeof api.create.call>>
type Cheque = Awaited<ReturnType<typeof api.waiting.call>>[number]
/** `cheques` null: all that wait. */
type Values = { bankAccountId: string | null; depositedOn: string | null; cheques: string[] | null }

/** Puts cheques that wait on a slip: all of them, unless some are left for later. */
export function MakeDeposit({ onDone }: { onDone(id: string | undefined): void }) {
  const words = useLabels(paymentsWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const { today } = useSession()
  const waiting = useQuery(api.waiting.queryOptions({ input: {} }))
  const known = useQuery(accounts.list.queryOptions({ input: { limit: 200 } }))
  const all = waiting.data ?? []
  const form = useRecordForm<Values, Deposit>({
    initial: { bankAccountId: null, depositedOn: today, cheques: null },
    input: ({ bankAccountId, depositedOn, cheques }) => ({
      bankAccountId: bankAccountId ?? undefined,
      depositedOn: depositedOn ?? undefined,
      cheques: cheques ?? all.map(({ id }) => id),
    }),
    schema: chequeDepositsContract.create['~orpc'].inputSchema,
    save: (input: Parameters<typeof api.create.call>[0], saving) => api.create.call(input, saving),
    onSaved: ({ id, number }) => {
      notify.done(words.depositMade(number))
      refresh()
      onDone(id)
    },
  })
  const banks = known.data?.rows.filter(({ iban }) => iban !== '')
  const first = banks?.[0]?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first bank, once it is known.
  useEffect(() => {
    if (first && !form.values.bankAccountId) form.preset({ bankAccountId: first })
  }, [first])
  if (!waiting.data || !banks) return <Loader size="sm" m="md" role="status" aria-label={common.loading} />
  return (
    <PanelForm title={words.depositTitle}>
      {all.length === 0 ? (
        <p className={classes.hint}>{words.noCheque}</p>
      ) : (
        <FormFrame form={form} submit={words.saveDeposit} onCancel={() => onDone(undefined)}>
          {banks.length === 0 && (
            <p className={classes.hint}>
              {words.noBank}{' '}
              <RecordLink to="bank-accounts" search={{ open: 'new' }}>
                {words.addBank}
              </RecordLink>
            </p>
          )}
          <FieldRow widths="minmax(0, 1fr) 168px">
            <ChoiceField
              {...form.field('bankAccountId')}
              label={words.bank}
              options={banks.map(({ id, name }) => ({ value: id, label: name }))}
              required
            />
            <DayField {...form.field('depositedOn')} label={words.depositedOn} />
          </FieldRow>
          <Choice
            all={all}
            chosen={form.values.cheques ?? all.map(({ id }) => id)}
            onChange={cheques => form.set({ cheques })}
          />
        </FormFrame>
      )}
    </PanelForm>
  )
}

function Choice({
  all,
  chosen,
  onChange,
}: {
  all: readonly Cheque[]
  chosen: readonly string[]
  onChange(chosen: string[]): void
}) {
  const words = useLabels(paymentsWords)
  const { columns } = useLabels(paymentsLabels)
  const format = useFormat()
  const among = new Set(chosen)
  const sum = all.reduce((cents, cheque) => cents + (among.has(cheque.id) ? cheque.cents : 0), 0)
  return (
    <section>
      <div className={classes.heading}>
        <h3>{words.chequesWaiting}</h3>
        <Checkbox
          label={words.allCheques}
          checked={among.size === all.length}
          indeterminate={among.size > 0 && among.size < all.length}
          onChange={() => onChange(among.size === all.length ? [] : all.map(({ id }) => id))}
        />
      </div>
      <table className={classes.documents}>
        <thead>
          <tr>
            <th scope="col">{columns.customer}</th>
            <th scope="col">{columns.receivedOn}</th>
            <th scope="col">{columns.cents}</th>
          </tr>
        </thead>
        <tbody>
          {all.map(({ id, number, customer, drawer, reference, receivedOn, cents }) => (
            <tr key={id}>
              <td>
                <Checkbox
                  label={drawer || customer}
                  description={[reference, words.paymentOf(number)].filter(Boolean).join(' · ')}
                  checked={among.has(id)}
                  onChange={() => onChange([...among.symmetricDifference(new Set([id]))])}
                />
              </td>
              <td>{format.day(receivedOn)}</td>
              <td>{format.money(cents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={classes.left} role="status">
        <span>{format.many(among.size, words.cheque, words.cheques)}</span>
        <strong>{format.money(sum)}</strong>
      </p>
    </section>
  )
}
