import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { catalogContract } from '../contract.ts'
import { titleWords } from '../labels/titles.ts'
import type { TitleKind } from '../rules/title.ts'

const api = apiOf('catalog', catalogContract)

/** The words for issues of a company: those of boxes when it sells nothing else, else those of magazines. Source: ABO-2. */
export function useIssueWords() {
  const { each } = useLabels(titleWords)
  const { data } = useQuery(api.titles.list.queryOptions({ input: { limit: 50 } }))
  const rows = data?.rows ?? []
  const kind: TitleKind = rows.length > 0 && rows.every(title => title.kind === 'box') ? 'box' : 'magazine'
  return { each, own: each[kind] }
}
