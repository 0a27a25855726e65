import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLabels } from '../../../platform/web/language.ts'
import { saleWords } from '../labels/sale.ts'
import type { TypedLine } from '../rules/typed-line.ts'
import type { SetLines } from './editor-lines.part.tsx'
import { ManyRecipients } from './many-recipients.part.tsx'

/** One customer, many recipients: each gets a line like the first one. Source: CIR-12. */
export function ManyLines({ first, setLines }: { first: TypedLine | undefined; setLines: SetLines }) {
  const words = useLabels(saleWords)
  const [opened, setOpened] = useState(false)
  const add = (recipientIds: string[]) =>
    setLines(([model, ...others]) => {
      if (!model) return others
      const kept = model.recipientId === null ? others : [model, ...others]
      const known = new Set(kept.map(({ recipientId }) => recipientId))
      const added = recipientIds.filter(id => !known.has(id))
      return [...kept, ...added.map(recipientId => ({ ...model, key: crypto.randomUUID(), recipientId }))]
    })
  return (
    <>
      <Button variant="default" size="compact-sm" disabled={!first?.productId} onClick={() => setOpened(true)}>
        {words.many}
      </Button>
      {opened && <ManyRecipients opened onClose={() => setOpened(false)} onFound={add} />}
    </>
  )
}
