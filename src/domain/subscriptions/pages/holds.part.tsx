import { Button, Group } from '@mantine/core'
import { IconPlayerPause, IconPlusMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { SmallTable } from '../../../platform/web/record/small-table.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { adjustmentsContract, holdsContract } from '../contract/holds.ts'
import { ledgerWords } from '../labels/ledger.ts'
import { holdKinds } from '../labels/why.ts'
import { Adjust, Suspend } from './hold.form.tsx'
import { useLedger } from './ledger.part.tsx'

const holdsApi = apiOf('holds', holdsContract)
const adjustmentsApi = apiOf('adjustments', adjustmentsContract)

type Row = { id: string; what: string; reason: string; is: 'hold' | 'adjustment' }

/** What holds a subscription back and what was given to it, with the ways to change that. Source: CIR-15, CIR-3. */
export function HoldsOf({ id }: { id: string }) {
  const words = useLabels(ledgerWords)
  const may = useMay()
  const query = useLedger(id)
  const rows = useRows(query.data)
  const [asking, setAsking] = useState<'suspend' | 'adjust' | null>(null)
  const close = () => setAsking(null)
  const columns = [
    { key: 'what', header: words.what },
    { key: 'reason', header: words.reason },
    ...(may('subscriptions.write')
      ? [{ key: 'actions', header: '', align: 'end' as const, cell: (row: Row) => <RowActions of={row} /> }]
      : []),
  ]
  return (
    <>
      <SmallTable query={{ ...query, data: query.data && { rows } } as never} columns={columns} empty={words.noHolds} />
      {may('subscriptions.write') && (
        <Group gap={8} mt={8}>
          <Button variant="default" leftSection={<IconPlayerPause size={15} />} onClick={() => setAsking('suspend')}>
            {words.suspend}
          </Button>
          {query.data?.credited !== null && (
            <Button variant="default" leftSection={<IconPlusMinus size={15} />} onClick={() => setAsking('adjust')}>
              {words.adjust}
            </Button>
          )}
        </Group>
      )}
      {asking === 'suspend' && query.data && <Suspend of={{ id, ...query.data }} onDone={close} />}
      {asking === 'adjust' && query.data && <Adjust of={{ id, ...query.data }} onDone={close} />}
    </>
  )
}

function useRows(ledger: ReturnType<typeof useLedger>['data']): Row[] {
  const words = useLabels(ledgerWords)
  const kinds = useLabels(holdKinds)
  const format = useFormat()
  if (!ledger) return []
  const held = ledger.holds.map(({ id, kind, reason, countsAsServed, ...range }): Row => {
    const end = (number: string | null, on: string | null) =>
      number ? words.issue(number) : on ? format.day(on) : null
    const from = end(range.fromNumber, range.fromOn) ?? ''
    const to = end(range.toNumber, range.toOn)
    const what = `${words.suspend} ${to ? words.fromTo(from, to) : words.from(from)}`
    return { id, is: 'hold', what: countsAsServed ? `${what}, ${words.counts}` : what, reason: reason || kinds[kind]! }
  })
  const adjusted = ledger.adjustments.map(
    ({ id, issues, reason }): Row => ({
      id,
      is: 'adjustment',
      what: words.added(`${issues > 0 ? '+' : '−'}${format.integer(Math.abs(issues))}`),
      reason,
    }),
  )
  return [...held, ...adjusted]
}

function RowActions({ of }: { of: Row }) {
  const words = useLabels(ledgerWords)
  const notify = useNotify()
  const run = (work: () => Promise<string>) => async () => {
    try {
      notify.done(await work())
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  const resume = run(async () => words.resumed((await holdsApi.end.call({ id: of.id })).resumesWith))
  const takeAway = run(async () => {
    await (of.is === 'hold' ? holdsApi : adjustmentsApi).remove.call({ id: of.id })
    return words.takenAway
  })
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      {of.is === 'hold' && (
        <Button variant="subtle" size="compact-xs" onClick={() => void resume()}>
          {words.resume}
        </Button>
      )}
      <Button variant="subtle" size="compact-xs" onClick={() => void takeAway()}>
        {words.takeAway}
      </Button>
    </Group>
  )
}
