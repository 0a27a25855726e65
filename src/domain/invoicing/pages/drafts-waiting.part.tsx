import { useQuery } from '@tanstack/react-query'
import { Attention } from '../../../platform/web/attention.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { figuresWords } from '../labels/figures.ts'
import { invoices } from './editor-api.part.ts'

/** Drafts that wait to be issued. */
export function DraftsWaiting() {
  const words = useLabels(figuresWords)
  const { data } = useQuery(invoices.count.queryOptions({ input: { state: 'draft' } }))
  return (
    <Attention
      count={data?.count}
      tone="warning"
      text={words.drafts}
      to="invoices"
      search={{ state: 'draft' }}
      action={words.showDrafts}
    />
  )
}
