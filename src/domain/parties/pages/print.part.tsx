import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { LABEL_SHEETS } from '../../../platform/print/label-sheets.ts'
import { LABELS_AT_ONCE, LETTERS_AT_ONCE, SLIPS_AT_ONCE } from '../../../platform/print/limits.ts'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { download } from '../../../platform/web/download.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { ChoiceField, SwitchField } from '../../../platform/web/fields/choice-field.tsx'
import { IntegerField } from '../../../platform/web/fields/number-fields.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels, useLanguage } from '../../../platform/web/language.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { lettersContract } from '../contract/letters.ts'
import { letterWords } from '../labels/letters.ts'
import type { About } from '../rules/letters.ts'

const api = apiOf('letters', lettersContract)

type Query = Record<string, string | undefined>
/** What can be printed of something, and where each is made. */
export type Printable = {
  count: number
  labels?: { path: string; query: Query; notes?: boolean }
  slips?: { path: string; query: Query }
  letter?: { about: About; at: (template: string) => { path: string; query: Query } }
}

type Kind = 'labels' | 'slips' | 'letter'
const KINDS: readonly Kind[] = ['labels', 'slips', 'letter']
const NOTES = ['none', 'number', 'last-issue'] as const
const PART_SIZES: Record<Kind, number> = { labels: LABELS_AT_ONCE, slips: SLIPS_AT_ONCE, letter: LETTERS_AT_ONCE }

/** Asks what to print and how, and hands over the PDF. */
export function PrintDialog({ printable, onClose }: { printable: Printable; onClose(): void }) {
  const words = useLabels(letterWords)
  const common = useLabels(commonWords)
  const kinds = KINDS.filter(kind => printable[kind])
  const [kind, setKind] = useState<Kind>(kinds[0]!)
  const options = useOptions()
  const { working, get } = useGet(onClose)
  const asked = addressOf(printable, kind, options)
  return (
    <Modal
      opened
      onClose={onClose}
      size={480}
      title={<strong>{words.print}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap={12}>
        {kinds.length > 1 && (
          <SwitchField<Kind>
            name="kind"
            label={words.what}
            value={kind}
            onChange={setKind}
            options={kinds.map(value => ({ value, label: words.whats[value] }))}
          />
        )}
        {kind === 'labels' && <LabelOptions {...options} notes={printable.labels?.notes === true} />}
        {kind === 'letter' && <TemplateChoice {...options} about={printable.letter!.about} />}
        {printable.count > PART_SIZES[kind] && <PartChoice {...options} kind={kind} count={printable.count} />}
        <Group justify="flex-end" gap={8} mt={4}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button
            leftSection={<IconPrinter size={16} />}
            disabled={!asked}
            loading={working}
            onClick={() => asked && void get(asked)}
            data-autofocus
          >
            {words.get}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

type Options = ReturnType<typeof useOptions>

function useOptions() {
  const [sheet, setSheet] = useState(LABEL_SHEETS[0]!.code)
  const [used, setUsed] = useState<number | null>(0)
  const [note, setNote] = useState<(typeof NOTES)[number]>('none')
  const [template, setTemplate] = useState<string | null>(null)
  const [part, setPart] = useState('1')
  return { sheet, setSheet, used, setUsed, note, setNote, template, setTemplate, part, setPart }
}

function addressOf(printable: Printable, kind: Kind, { sheet, used, note, template, part }: Options) {
  const { labels, slips, letter } = printable
  if (kind === 'labels') {
    const noted = labels!.notes ? { note } : {}
    return { path: labels!.path, query: { ...labels!.query, ...noted, sheet, used: String(used ?? 0), part } }
  }
  if (kind === 'slips') return { path: slips!.path, query: { ...slips!.query, part } }
  if (!template) return undefined
  const { path, query } = letter!.at(template)
  return { path, query: { ...query, part } }
}

function useGet(onClose: () => void) {
  const company = useCompany()
  const [inLanguage] = useLanguage()
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const get = async ({ path, query }: { path: string; query: Query }) => {
    setWorking(true)
    try {
      await download(path, { ...query, company, inLanguage })
      onClose()
    } catch (error) {
      notify.failed(error)
      setWorking(false)
    }
  }
  return { working, get }
}

function LabelOptions({ sheet, setSheet, used, setUsed, note, setNote, notes }: Options & { notes: boolean }) {
  const words = useLabels(letterWords)
  const [language] = useLanguage()
  const millimetres = (size: number) => size.toLocaleString(language)
  return (
    <>
      <ChoiceField
        name="sheet"
        label={words.sheet}
        value={sheet}
        onChange={code => code && setSheet(code)}
        options={LABEL_SHEETS.map(({ code, columns, rows, width, height }) => ({
          value: code,
          label: words.sheetOf(code, columns, rows, millimetres(width), millimetres(height)),
        }))}
      />
      <IntegerField name="used" label={words.used} description={words.usedHint} value={used} onChange={setUsed} />
      {notes && (
        <ChoiceField
          name="note"
          label={words.note}
          value={note}
          onChange={value => value && setNote(value)}
          options={NOTES.map(value => ({ value, label: words.notes[value] }))}
        />
      )}
    </>
  )
}

function TemplateChoice({ template, setTemplate, about }: Options & { about: About }) {
  const words = useLabels(letterWords)
  const common = useLabels(commonWords)
  const { data } = useQuery(api.list.queryOptions({ input: {} }))
  const fitting = data?.rows.filter(letter => letter.about === about || about === 'subscription')
  if (!fitting) return <p role="status">{common.loading}</p>
  if (fitting.length === 0) return <Text component="p">{words.noTemplate}</Text>
  return (
    <ChoiceField
      name="template"
      label={words.template}
      value={template}
      onChange={setTemplate}
      options={fitting.map(({ id, name }) => ({ value: id, label: name }))}
      required
    />
  )
}

function PartChoice({ part, setPart, kind, count }: Options & { kind: Kind; count: number }) {
  const words = useLabels(letterWords)
  const format = useFormat()
  const size = PART_SIZES[kind]
  const parts = Array.from({ length: Math.ceil(count / size) }, (_, at) => at)
  return (
    <ChoiceField
      name="part"
      label={words.part}
      description={words.partHint(format.integer(size))}
      value={part}
      onChange={value => value && setPart(value)}
      options={parts.map(at => ({
        value: String(at + 1),
        label: `${format.integer(at * size + 1)} – ${format.integer(Math.min(count, (at + 1) * size))}`,
      }))}
    />
  )
}
