import { Button, Group, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Confirm } from '../../../platform/web/feedback/confirm.tsx'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { Section } from '../../../platform/web/section.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { accountWords } from '../labels/sending-account.ts'
import { SendingAccountForm } from './sending-account.form.tsx'
import { type Account, accounts } from './sending-account-api.part.ts'

/** From which address the user at the screen sends what bears their name. Source: INT-21, X-41. */
export function SendingAccount() {
  const words = useLabels(accountWords)
  const may = useMay()
  const { data } = useQuery({ ...accounts.get.queryOptions(), enabled: may('exchange.write') })
  if (data === undefined) return null
  return (
    <Section title={words.title} text={data ? words.some(data.fromAddress, data.host) : words.none}>
      <Actions of={data} />
    </Section>
  )
}

function Actions({ of }: { of: Account | null }) {
  const words = useLabels(accountWords)
  const notify = useNotify()
  const [asked, setAsked] = useState<'form' | 'remove' | null>(null)
  const test = useMutation(
    accounts.test.mutationOptions({ onSuccess: ({ to }) => notify.done(words.tested(to)), onError: notify.failed }),
  )
  const remove = useRemoval(() => accounts.remove.call(undefined))
  return (
    <Group gap="xs">
      <Button variant="default" onClick={() => setAsked('form')}>
        {of ? words.change : words.add}
      </Button>
      {of && (
        <>
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate({})}>
            {words.test}
          </Button>
          <Button variant="subtle" color="red" onClick={() => setAsked('remove')}>
            {words.remove}
          </Button>
        </>
      )}
      {asked === 'form' && <SendingAccountForm of={of} onClose={() => setAsked(null)} />}
      <Confirm
        opened={asked === 'remove'}
        danger
        title={words.removeTitle}
        text={words.removeText}
        action={words.remove}
        onConfirm={() => {
          setAsked(null)
          void remove()
        }}
        onCancel={() => setAsked(null)}
      />
    </Group>
  )
}

/** Who sends through an account of their own, for those who look after the mail of the company. */
export function SendingAccountsOfUsers() {
  const words = useLabels(accountWords)
  const may = useMay()
  const { data = [] } = useQuery(accounts.all.queryOptions())
  if (data.length === 0) return null
  return (
    <Section title={words.users} text={words.usersText}>
      {data.map(({ userId, name, fromAddress }) => (
        <Group key={userId} gap="sm" justify="space-between">
          <Text size="sm">{`${name}, ${fromAddress}`}</Text>
          {may('messaging.write') && <RemoveOf userId={userId} />}
        </Group>
      ))}
    </Section>
  )
}

function RemoveOf({ userId }: { userId: string }) {
  const words = useLabels(accountWords)
  const [asked, setAsked] = useState(false)
  const remove = useRemoval(() => accounts.removeOf.call({ userId }))
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsked(true)}>
        {words.remove}
      </Button>
      <Confirm
        opened={asked}
        danger
        title={words.removeTitle}
        text={words.removeText}
        action={words.remove}
        onConfirm={() => {
          setAsked(false)
          void remove()
        }}
        onCancel={() => setAsked(false)}
      />
    </>
  )
}

function useRemoval(act: () => Promise<unknown>) {
  const words = useLabels(accountWords)
  const notify = useNotify()
  return async () => {
    try {
      await act()
      notify.done(words.removed)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
}
