import { Button, Group } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { Facts, RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { spacedIban } from '../../../values/iban.ts'
import { movementsContract } from '../contract/statements.ts'
import { bankWords } from '../labels/bank-screens.ts'
import { statementLabels } from '../labels/statements.ts'
import { ConfidenceStatus } from './bank-tabs.part.tsx'
import { MatchByHand, SetAside } from './match.form.tsx'
import classes from './reconciliation.module.css'

const api = apiOf('bankMovements', movementsContract)
export type Movement = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** What one movement says, what it seems to pay, and the three ways to deal with it. */
export function MovementProposal({ movement, onMove }: { movement: Movement; onMove(step: number): void }) {
  const words = useLabels(bankWords)
  const { columns } = useLabels(statementLabels)
  const format = useFormat()
  const may = useMay()
  const [doing, setDoing] = useState<'match' | 'aside' | null>(null)
  const accepting = useAccept(movement)
  const button = useRef<HTMLButtonElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each movement in turn, so that Enter accepts it.
  useEffect(() => button.current?.focus({ preventScroll: true }), [movement.id])
  const write = may('payments.write')
  useShortcuts([
    { keys: 'ArrowDown', label: words.keys, run: () => onMove(1) },
    { keys: 'ArrowUp', label: words.keys, run: () => onMove(-1) },
    ...(write
      ? [
          { keys: 'C', label: words.other, run: () => setDoing('match'), command: true },
          { keys: 'E', label: words.aside, run: () => setDoing('aside'), command: true },
        ]
      : []),
  ])
  return (
    <div className={classes.movement}>
      <div className={classes.amount}>
        <strong>{format.money(movement.cents)}</strong>
        <span>{movement.otherName}</span>
      </div>
      <Facts
        facts={[
          { label: columns.bookedOn, value: format.day(movement.bookedOn) },
          { label: columns.bankAccount, value: movement.bankAccount },
          { label: columns.otherIban, value: spacedIban(movement.otherIban) },
          { label: columns.reference, value: movement.reference },
          { label: columns.text, value: movement.text, wide: true },
        ]}
      />
      <Proposed of={movement} />
      {write && (
        <Group gap={8} mt={12}>
          {movement.proposal && (
            <Button ref={button} loading={accepting.working} onClick={() => void accepting.accept()}>
              {words.accept}
            </Button>
          )}
          <Button variant="default" onClick={() => setDoing('match')}>
            {words.other}
          </Button>
          <Button variant="default" onClick={() => setDoing('aside')}>
            {words.aside}
          </Button>
        </Group>
      )}
      {doing === 'match' && <MatchByHand movement={movement} onClose={() => setDoing(null)} />}
      {doing === 'aside' && <SetAside movement={movement} onClose={() => setDoing(null)} />}
    </div>
  )
}

function useAccept(movement: Movement) {
  const words = useLabels(bankWords)
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const accept = async () => {
    setWorking(true)
    try {
      await api.accept.call({ ids: [movement.id] }, { context: { idempotencyKey: crypto.randomUUID() } })
      notify.done(words.matched)
    } catch (error) {
      notify.failed(error)
    } finally {
      setWorking(false)
      refresh()
    }
  }
  return { working, accept }
}

function Proposed({ of }: { of: Movement }) {
  const words = useLabels(bankWords)
  const { reasons } = useLabels(statementLabels)
  const format = useFormat()
  const { proposal } = of
  if (!proposal) return <p className={classes.hint}>{words.nothing}</p>
  return (
    <section className={classes.proposal} aria-label={words.proposal}>
      <Group justify="space-between" gap={12}>
        <ConfidenceStatus of={proposal.confidence} />
        <RecordLink to={`contacts/${proposal.customerId}`}>{proposal.customer}</RecordLink>
      </Group>
      <p className={classes.hint}>{reasons[proposal.reason]}</p>
      {proposal.undoesId && <p>{words.takesBack}</p>}
      {proposal.paymentId && <p>{words.linked}</p>}
      {!proposal.undoesId && !proposal.paymentId && proposal.allocations.length === 0 && <p>{words.onAccount}</p>}
      <ul className={classes.documents}>
        {proposal.allocations.map(({ invoiceId, number, cents }) => (
          <li key={invoiceId}>
            <RecordLink to={`invoices/${invoiceId}`}>{number}</RecordLink>
            <span className={classes.money}>{format.money(cents)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
