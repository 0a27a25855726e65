import { Alert, Anchor, Checkbox, Group, NativeSelect, Stack, Table } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { Section } from '../../../platform/web/section.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { SEPARATORS, type Separator } from '../../../values/read-csv.ts'
import { importsContract } from '../contract.ts'
import { importWords } from '../labels/screens.ts'
import { importsLabels } from '../labels.ts'
import { ENCODINGS, type Encoding, fieldsOf, KINDS, type Kind } from '../rules/kinds.ts'
import type { Card } from './import.page.tsx'

const api = apiOf('imports', importsContract)

function useChange(id: string) {
  const notify = useNotify()
  const change = useMutation(api.change.mutationOptions({ onSuccess: refresh, onError: notify.failed }))
  return (changes: Omit<Parameters<typeof change.mutate>[0], 'id'>) => change.mutate({ id, ...changes })
}

/** How the file is read, which column is what, and what to do with what is not found. */
export function FileLayout({ card }: { card: Card }) {
  const words = useLabels(importWords)
  return (
    <>
      <Section title={words.file}>
        <Layout card={card} />
      </Section>
      {card.kind && (
        <Section title={words.columnsTitle} text={words.columnsText}>
          <Missing card={card} />
          <Columns card={card} kind={card.kind} />
        </Section>
      )}
      {(card.kind === 'purchases' || card.kind === 'invoices') && (
        <Section title={words.options}>
          <Options card={card} />
        </Section>
      )}
    </>
  )
}

function Layout({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const { kinds } = useLabels(importsLabels)
  const company = useCompany()
  const change = useChange(card.id)
  const { layout } = card
  return (
    <Group align="flex-end" gap="sm">
      <NativeSelect
        label={words.holds}
        value={card.kind ?? ''}
        data={[
          ...(card.kind ? [] : [{ value: '', label: '' }]),
          ...KINDS.map(value => ({ value, label: kinds[value] })),
        ]}
        error={card.kind ? undefined : words.chooseKind}
        onChange={event => change({ kind: event.currentTarget.value as Kind })}
      />
      {layout?.format === 'csv' && (
        <>
          <NativeSelect
            label={words.encoding}
            value={layout.encoding}
            data={ENCODINGS.map(value => ({
              value,
              label: value === 'windows-1252' ? 'Windows-1252' : value.toUpperCase(),
            }))}
            onChange={event => change({ layout: { ...layout, encoding: event.currentTarget.value as Encoding } })}
          />
          <NativeSelect
            label={words.separator}
            value={layout.separator}
            data={SEPARATORS.map(value => ({ value, label: words.separators[value] }))}
            onChange={event => change({ layout: { ...layout, separator: event.currentTarget.value as Separator } })}
          />
        </>
      )}
      {layout?.format === 'xlsx' && (
        <NativeSelect
          label={words.sheet}
          value={layout.sheet}
          data={layout.sheets}
          onChange={event => change({ layout: { ...layout, sheet: event.currentTarget.value } })}
        />
      )}
      {card.kind && (
        <Anchor href={`/api/imports/templates/${card.kind}?company=${encodeURIComponent(company)}`} mb={5}>
          {words.template}
        </Anchor>
      )}
    </Group>
  )
}

function Missing({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const { fields } = useLabels(importsLabels)
  if (card.missing.length === 0) return null
  const named = card.missing.map(group => group.map(field => fields[field as 'number']).join(words.or)).join(', ')
  return (
    <Alert color="red" p="xs" role="alert">
      {words.missing(named)}
    </Alert>
  )
}

function Columns({ card, kind }: { card: Card; kind: Kind }) {
  const words = useLabels(importWords)
  const { fields } = useLabels(importsLabels)
  const { colon } = useLabels(commonWords)
  const change = useChange(card.id)
  const fieldAt = (column: number) => Object.entries(card.mapping).find(([, at]) => at === column)?.[0] ?? ''
  const readAs = (column: number, field: string) => {
    const kept = Object.entries(card.mapping).filter(([other, at]) => at !== column && other !== field)
    change({ mapping: Object.fromEntries(field ? [...kept, [field, column]] : kept) })
  }
  const options = Object.keys(fieldsOf(kind)).map(value => ({ value, label: fields[value as 'number'] }))
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{words.heading}</Table.Th>
            <Table.Th w={200}>{words.field}</Table.Th>
            <Table.Th>{words.samples}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {card.headings.map((heading, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name than their place
            <Table.Tr key={column}>
              <Table.Th scope="row">{heading}</Table.Th>
              <Table.Td>
                <NativeSelect
                  aria-label={`${words.field}${colon}${heading}`}
                  size="xs"
                  value={fieldAt(column)}
                  data={[{ value: '', label: words.notRead }, ...options]}
                  onChange={event => readAs(column, event.currentTarget.value)}
                />
              </Table.Td>
              <Table.Td c="dimmed">
                {card.samples
                  .slice(0, 3)
                  .map(cells => cells[column] ?? '')
                  .filter(Boolean)
                  .join(' · ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Options({ card }: { card: Card }) {
  const words = useLabels(importWords)
  const change = useChange(card.id)
  const shown = card.kind === 'purchases' ? OPTIONS : OPTIONS.slice(0, 2)
  return (
    <Stack gap="xs">
      {shown.map(option => (
        <Checkbox
          key={option}
          label={words[option]}
          checked={card.options[option] ?? false}
          onChange={event => change({ options: { [option]: event.currentTarget.checked } })}
        />
      ))}
    </Stack>
  )
}

const OPTIONS = ['createParties', 'createProducts', 'serveByRuns'] as const
