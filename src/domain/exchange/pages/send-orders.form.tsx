import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { FormDialog, useSaved } from '../../../platform/web/form/form-dialog.tsx'
import { useRecordForm } from '../../../platform/web/form/record-form.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { sentOrdersContract } from '../contract/sent.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import classes from './exchange.module.css'
import { sentOrders, type ToSend } from './exchange-api.part.ts'

type Props = { of: readonly ToSend[]; onClose(): void }

/** Orders of one supplier about to leave in one mail: some can still be taken out. Source: INT-19, INT-20, INT-23, X-37. */
export function SendOrders({ of, onClose }: Props) {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const [rows, setRows] = useState(of)
  const [first] = of
  const saved = useSaved(onClose)
  const count = format.many(rows.length, words.one, words.many)
  const form = useRecordForm({
    initial: { address: first!.address, confirmDrafts: false },
    input: values => ({ ...values, orderIds: rows.map(({ id }) => id) }),
    schema: sentOrdersContract.send['~orpc'].inputSchema,
    save: (input: Parameters<typeof sentOrders.send.call>[0], saving) => sentOrders.send.call(input, saving),
    onSaved: ({ address }) => saved(words.sentDone(count, address)),
  })
  const isFirst = rows.some(({ edition }) => edition === 0)
  const sentence = `${words.oneMail(count)}${isFirst ? ` ${words.becomePending}` : ''}`
  const drafts = rows.filter(({ isDraft }) => isDraft).length
  return (
    <FormDialog
      title={words.sendTitle(first!.legalName || first!.name)}
      form={form}
      submit={words.sendThem(count)}
      locked={rows.length === 0 ? words.noneLeft : undefined}
      onClose={onClose}
    >
      <ul className={classes.chosen}>
        {rows.map(row => (
          <Chosen key={row.id} of={row} onTakeOut={() => setRows(rows.filter(one => one !== row))} />
        ))}
      </ul>
      <TextField {...form.field('address')} label={words.address} description={words.addressHint} required />
      {drafts > 0 && (
        <CheckField {...form.field('confirmDrafts')} label={words.confirmDrafts(format.integer(drafts))} />
      )}
      <p className={classes.note}>{rows.length === 0 ? words.noneLeft : sentence}</p>
    </FormDialog>
  )
}

function Chosen({
  of: { number, orderedOn, grossCents, currency, edition },
  onTakeOut,
}: {
  of: ToSend
  onTakeOut(): void
}) {
  const words = useLabels(exchangeWords)
  const format = useFormat()
  const takeOut = (button: HTMLElement) => {
    const row = button.closest('li')
    const next = row?.nextElementSibling ?? row?.previousElementSibling
    next?.querySelector('button')?.focus() // this one goes, and the keyboard goes on from here
    onTakeOut()
  }
  return (
    <li>
      <span>
        <strong>{number}</strong> {format.day(orderedOn)}
        {edition > 0 && <small>{words.again}</small>}
      </span>
      <span>{format.money(grossCents, currency)}</span>
      <ActionIcon variant="subtle" aria-label={words.takeOut(number)} onClick={event => takeOut(event.currentTarget)}>
        <IconX size={16} />
      </ActionIcon>
    </li>
  )
}
