import { Alert } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { paperContract } from '../contract/paper.ts'
import { invoicingWords } from '../labels/screens.ts'

const papers = apiOf('papers', paperContract)

/** What a draft lacks to be issued. */
export function Missing({ draftId }: { draftId: string }) {
  const words = useLabels(invoicingWords)
  const { data } = useQuery(papers.check.queryOptions({ input: { id: draftId } }))
  if (!data || data.ready) return null
  return (
    <Alert color="yellow" title={words.missing} p="xs" role="status">
      <ul style={{ margin: 0, paddingLeft: 18 }}>
        {[...data.missing, ...data.broken].map(({ words: said }) => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </Alert>
  )
}
