import { Button, Group, Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { agenciesContract } from '../../parties/contract/agencies.ts'
import { saleWords } from '../labels/sale.ts'
import { ManyRecipients } from './many-recipients.part.tsx'
import type { SaleLine } from './sale-amounts.part.tsx'

const api = apiOf('agencies', agenciesContract)

/** What the customer pays less, in basis points. Source: CIR-12. */
export const useAgencyDiscount = (customerId: string | null): number =>
  useQuery(api.get.queryOptions({ input: customerId === null ? skipToken : { id: customerId } })).data?.discountBps ?? 0

type ManyProps = { lines: readonly SaleLine[]; onChange(lines: SaleLine[]): void; discountBps: number }

/** One customer, many recipients: each gets a line like the first one. */
export function ManyLines({ lines, onChange, discountBps }: ManyProps) {
  const words = useLabels(saleWords)
  const format = useFormat()
  const [opened, setOpened] = useState(false)
  const first = lines[0]
  if (!first) return null
  const add = (recipientIds: string[]) => {
    const kept = lines.filter((line, at) => at > 0 || line.recipientId !== null)
    const known = new Set(kept.map(({ recipientId }) => recipientId))
    const added = recipientIds.filter(id => !known.has(id))
    onChange([...kept, ...added.map(recipientId => ({ ...first, key: crypto.randomUUID(), recipientId }))])
  }
  return (
    <Group gap={12}>
      <Button variant="default" disabled={first.productId === null} onClick={() => setOpened(true)}>
        {words.many}
      </Button>
      {discountBps > 0 && <Text size="sm">{words.discount(format.percent(discountBps))}</Text>}
      {opened && <ManyRecipients opened onClose={() => setOpened(false)} onFound={add} />}
    </Group>
  )
}
