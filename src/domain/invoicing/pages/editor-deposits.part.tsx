import { skipToken, useQuery } from '@tanstack/react-query'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { AmountField } from '../../../platform/web/fields/number-fields.tsx'
import type { RecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { EURO } from '../../../values/currency.ts'
import { editorWords } from '../labels/editor.ts'
import classes from './editor.module.css'
import { invoices } from './editor-api.part.ts'
import type { Draft } from './editor-draft.part.ts'

type DepositsProps = {
  form: RecordForm<Draft>
  /** The draft it is kept as, whose own deposits it may still change. */
  draftId: string | undefined
}

/** The deposits of the customer that this invoice can take off, as they are in euros; each wholly or by an amount; nothing when there is none. */
export function EditorDeposits({ form, draftId }: DepositsProps) {
  const words = useLabels(editorWords)
  const format = useFormat()
  const { customerId, kind, currency, deposits } = form.values
  const { data: open = [] } = useQuery(
    invoices.openDeposits.queryOptions({
      input: customerId && kind === 'invoice' && currency === EURO ? { customerId, draftId } : skipToken,
    }),
  )
  if (open.length === 0) return null
  const take = (depositId: string, taken: boolean, cents: number | null = null) =>
    form.set({
      deposits: taken
        ? [...deposits.filter(one => one.depositId !== depositId), { depositId, cents }]
        : deposits.filter(one => one.depositId !== depositId),
    })
  return (
    <fieldset className={classes.deposits}>
      <legend>{words.deposits}</legend>
      {open.map(({ id, number, issuedOn, leftCents }) => {
        const taken = deposits.find(({ depositId }) => depositId === id)
        return (
          <div key={id}>
            <CheckField
              name={`deposit.${number}`}
              label={words.deposit(number, format.day(issuedOn))}
              description={words.depositHolds(format.money(leftCents))}
              value={taken !== undefined}
              onChange={wanted => take(id, wanted)}
            />
            {taken && (
              <AmountField
                name={`deposit.${number}.cents`}
                label={words.depositTaken}
                value={taken.cents ?? leftCents}
                error={(taken.cents ?? 0) > leftCents ? words.depositHolds(format.money(leftCents)) : undefined}
                onChange={cents => take(id, true, cents)}
              />
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
