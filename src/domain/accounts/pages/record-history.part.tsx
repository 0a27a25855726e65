import { useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { History, type Say } from '../../../platform/web/record/history.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { accountsContract } from '../contract.ts'

const api = apiOf('accounts', accountsContract)

type RecordHistoryProps = { record: string; id: string; names: Record<string, string>; say?: Say }

/** Who changed what of one record; `names` says its fields in words. */
export function RecordHistory({ record, id, names, say }: RecordHistoryProps) {
  const words = useLabels(commonWords)
  const query = useQuery(api.audit.ofRecord.queryOptions({ input: { record, recordId: id } }))
  if (query.error) return <p role="alert">{failureOf(query.error, words.unreachable).message}</p>
  return query.data ? <History changes={query.data.rows} names={names} say={say} /> : <p>{words.loading}</p>
}
