import { ActionIcon, Alert, Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { exchangeWords } from '../labels/exchange-screens.ts'
import classes from './exchange.module.css'
import { sentOrders, type ToSend } from './exchange-api.part.ts'

type Props = { of: readonly ToSend[]; onClose(): void }

/** Orders of one supplier about to leave in one mail: some can still be taken out. Source: INT-19, INT-20, INT-23, X-37. */
export function SendOrders({ of, onClose }: Props) {
  const words = useLabels(exchangeWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const [rows, setRows] = useState(of)
  const [first] = of
  const [address, setAddress] = useState(first!.address)
  const [confirmDrafts, setConfirmDrafts] = useState(false)
  const { working, error, send } = useSending(onClose)
  const drafts = rows.filter(({ isDraft }) => isDraft).length
  const count = format.many(rows.length, words.one, words.many)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.sendTitle(first!.legalName || first!.name)}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <form
        onSubmit={event => {
          event.preventDefault()
          void send({ orderIds: rows.map(({ id }) => id), address, confirmDrafts }, count)
        }}
      >
        <Stack gap="sm">
          <ul className={classes.chosen}>
            {rows.map(row => (
              <Chosen key={row.id} of={row} onTakeOut={() => setRows(rows.filter(one => one !== row))} />
            ))}
          </ul>
          <TextInput
            label={words.address}
            description={words.addressHint}
            type="email"
            required
            value={address}
            onChange={event => setAddress(event.currentTarget.value)}
            data-autofocus
          />
          {drafts > 0 && (
            <Checkbox
              label={words.confirmDrafts(format.integer(drafts))}
              checked={confirmDrafts}
              onChange={event => setConfirmDrafts(event.currentTarget.checked)}
            />
          )}
          <Text size="sm">{words.oneMail(count)}</Text>
          {error && (
            <Alert color="red" role="alert" p="xs">
              {error}
            </Alert>
          )}
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={onClose}>
              {common.cancel}
            </Button>
            <Button type="submit" loading={working} disabled={rows.length === 0}>
              {words.sendThem(count)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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

function useSending(onClose: () => void) {
  const words = useLabels(exchangeWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const send = async (asked: Parameters<typeof sentOrders.send.call>[0], count: string) => {
    setWorking(true)
    setError(null)
    try {
      const { address } = await sentOrders.send.call(asked, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.sentDone(count, address))
      refresh()
      onClose()
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
      setWorking(false)
    }
  }
  return { working, error, send }
}
