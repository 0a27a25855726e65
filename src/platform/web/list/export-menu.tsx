import { ActionIcon, Menu } from '@mantine/core'
import { IconDownload, IconFileSpreadsheet, IconFileText } from '@tabler/icons-react'
import { useCompany } from '../company.ts'
import { useLabels, useLanguage } from '../language.ts'
import { writeSearch } from '../search-params.ts'
import type { ListQuery } from './list-types.ts'
import { listWords } from './list-words.ts'

type ExportProps = {
  path: string
  query: ListQuery
  sort: string | undefined
  columns: readonly string[]
  what: string
}

const asTexts = (query: ListQuery) =>
  Object.fromEntries(
    Object.entries(query).map(([key, value]) => [key, Array.isArray(value) ? value.map(String) : String(value)]),
  )

/** Takes away all that the filters match, as a file, with the columns on screen. */
export function ExportMenu({ path, query, sort, columns, what }: ExportProps) {
  const words = useLabels(listWords)
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const address = (format: 'csv' | 'xlsx') =>
    `/api${path}${writeSearch({ format, company, inLanguage, columns: columns.join(','), ...asTexts(query), ...(sort ? { sort } : {}) })}`
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon title={words.export} aria-label={words.export}>
          <IconDownload size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.exportWhat(what)}</Menu.Label>
        <Menu.Item component="a" href={address('csv')} download leftSection={<IconFileText size={16} />}>
          {words.exportCsv}
        </Menu.Item>
        <Menu.Item component="a" href={address('xlsx')} download leftSection={<IconFileSpreadsheet size={16} />}>
          {words.exportXlsx}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
