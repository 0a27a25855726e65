import { Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { duplicatesContract } from '../contract/duplicates.ts'
import { duplicateWords } from '../labels/duplicates.ts'

const api = apiOf('partyDuplicates', duplicatesContract)

/** Among many contacts duplicates are looked for when somebody asks: the button, and what is said above the list. */
export function useDuplicatesSearch() {
  const words = useLabels(duplicateWords)
  const format = useFormat()
  const notify = useNotify()
  const { data } = useQuery(api.searched.queryOptions({}))
  const search = useMutation(
    api.search.mutationOptions({
      onSuccess: () => {
        notify.done(words.searching)
        refresh()
      },
      onError: notify.failed,
    }),
  )
  if (!data || data.live) return {}
  const { searchedAt, workId } = data
  const said = workId
    ? words.searching
    : searchedAt
      ? words.searchedAt(format.instant(searchedAt))
      : words.neverSearched
  return {
    mainAction: { label: words.search, right: 'parties.write', run: () => search.mutate({}) },
    above: (
      <Text size="sm" c="dimmed" px="md" pb="xs" role="status">
        {said}
      </Text>
    ),
    ...(searchedAt ? {} : { empty: { text: workId ? words.searching : words.neverSearched } }),
  }
}
