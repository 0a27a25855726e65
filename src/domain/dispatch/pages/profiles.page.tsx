import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { ListPage } from '../../../platform/web/list/list-page.tsx'
import type { ListColumn } from '../../../platform/web/list/list-types.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { profilesContract } from '../contract/profiles.ts'
import { profileWords } from '../labels/profile-screens.ts'
import { profileLabels } from '../labels/profiles.ts'

const api = apiOf('mailingProfiles', profilesContract)
type Row = Awaited<ReturnType<typeof api.list.call>>['rows'][number]

/** How mailing houses want their files. Source: X-28, CIR-25. */
export function ProfilesPage() {
  const labels = useLabels(profileLabels)
  const words = useLabels(profileWords)
  const format = useFormat()
  const path = useCompanyPath()
  const navigate = useNavigate()
  const create = () => void navigate({ to: path('mailing-profiles/new') })
  return (
    <ListPage
      title={labels.profiles}
      name="mailing-profiles"
      source={api}
      counted={count => format.many(count, words.one, words.many)}
      columns={useColumns()}
      searchPlaceholder={words.search}
      exportPath="/mailing-profiles/export"
      empty={{ text: words.none, action: { label: words.new, right: 'dispatch.write', run: create } }}
      mainAction={{ label: words.new, right: 'dispatch.write', run: create }}
      card={row => path(`mailing-profiles/${row.id}`)}
      rowName={row => row.name}
    />
  )
}

function useColumns(): ListColumn<Row>[] {
  const { columns, formats } = useLabels(profileLabels)
  const common = useLabels(commonWords)
  return useMemo(
    () => [
      { key: 'name', header: columns.name, width: 240, grow: true, sort: true, phone: 1 },
      { key: 'mailingHouse', header: columns.mailingHouse, width: 220, grow: true, phone: 2 },
      { key: 'format', header: columns.format, width: 140, text: row => formats[row.format], phone: 2 },
      {
        key: 'isDefault',
        header: columns.isDefault,
        width: 110,
        text: row => (row.isDefault ? common.yes : ''),
      },
    ],
    [columns, formats, common],
  )
}
