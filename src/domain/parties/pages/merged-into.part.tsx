import { Alert, Button } from '@mantine/core'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { RecordLink } from '../../../platform/web/record/facts.tsx'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { duplicatesContract } from '../contract/duplicates.ts'
import { duplicateWords } from '../labels/duplicates.ts'
import type { Party } from './party-panel.part.tsx'

const api = apiOf('partyDuplicates', duplicatesContract)

/** Says of a contact that went in a merge where it is now. */
export function MergedInto({ party }: { party: Party }) {
  const words = useLabels(duplicateWords)
  if (!party.mergedIntoId) return null
  return (
    <Alert color="yellow" p="xs" role="status">
      {words.mergedInto} <RecordLink to={`contacts/${party.mergedIntoId}`}>{words.openKept}</RecordLink>
    </Alert>
  )
}

/** The merges that hold, each with its way back. Source: CIR-19. */
export function MergesOf({ partyId }: { partyId: string }) {
  const words = useLabels(duplicateWords)
  const { colon } = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const may = useMay()
  const [undoing, setUndoing] = useState<string | null>(null)
  const { data } = useQuery(api.merges.queryOptions({ input: { partyId } }))
  const holding = (data?.rows ?? []).filter(({ undoneAt }) => undoneAt === null)
  if (holding.length === 0) return null
  const undo = async (id: string) => {
    setUndoing(id)
    try {
      await api.undo.call({ id })
      notify.done(words.undone)
    } catch (error) {
      notify.failed(error)
    }
    setUndoing(null)
    refresh()
  }
  return (
    <section aria-label={words.mergesOf}>
      {holding.map(merge => (
        <p
          key={merge.id}
          style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'center', margin: '0 0 8px' }}
        >
          <span>
            {words.mergesOf}
            {colon}
            {words.mergeOf(merge.goneNumber, merge.goneName, merge.moved)}, {merge.createdBy},{' '}
            {format.instant(merge.createdAt)}
          </span>
          {may('parties.write') && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconArrowBackUp size={15} />}
              loading={undoing === merge.id}
              onClick={() => void undo(merge.id)}
            >
              {words.undo}
            </Button>
          )}
        </p>
      ))}
    </section>
  )
}
