import { Button, Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { TextField } from '../../../platform/web/fields/text-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { useShortcuts } from '../../../platform/web/shortcuts.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { partiesContract } from '../../parties/contract.ts'
import { saleWords } from '../labels/sale.ts'

const parties = apiOf('parties', partiesContract)
/** Lines of a sale, as the operation takes them. */
const MOST = 500
const AT_ONCE = 6

type Found = { line: string; ids: string[] }

/** The contact each line means: by number when it is one, else by its words. */
async function readRecipients(lines: readonly string[]): Promise<Found[]> {
  const found: Found[] = []
  for (let at = 0; at < lines.length; at += AT_ONCE)
    found.push(...(await Promise.all(lines.slice(at, at + AT_ONCE).map(readRecipient))))
  return found
}

async function readRecipient(line: string): Promise<Found> {
  const { rows } = await parties.list.call({ search: line.slice(0, 100), limit: 2 })
  const numbered = rows.find(({ number }) => String(number) === line)
  return { line, ids: numbered ? [numbered.id] : rows.map(({ id }) => id) }
}

type PasteProps = { onClose(): void; onFound(recipientIds: string[]): void }

/** Pastes those an agency or a school pays for. Source: CIR-12. */
export function ManyRecipients({ opened, ...paste }: PasteProps & { opened: boolean }) {
  const words = useLabels(saleWords)
  const common = useLabels(commonWords)
  return (
    <Modal
      opened={opened}
      onClose={paste.onClose}
      title={<strong>{words.manyTitle}</strong>}
      size={520}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Paste {...paste} />
    </Modal>
  )
}

/** What is pasted; lines that are not clear stay, with the reason. Escape closes this, not the sale. */
function Paste({ onClose, onFound }: PasteProps) {
  const words = useLabels(saleWords)
  const common = useLabels(commonWords)
  useShortcuts([{ keys: 'Escape', label: common.close, run: onClose, whileTyping: true }])
  const [typed, setTyped] = useState('')
  const [unclear, setUnclear] = useState<Found[]>([])
  const [reading, setReading] = useState(false)
  const read = async () => {
    setReading(true)
    try {
      const lines = typed
        .split('\n')
        .map(line => line.trim())
        .filter(line => line !== '')
      const found = await readRecipients(lines.slice(0, MOST))
      const left = found.filter(({ ids }) => ids.length !== 1)
      onFound(found.flatMap(({ ids }) => (ids.length === 1 ? ids : [])))
      setUnclear(left)
      const still = [...left.map(({ line }) => line), ...lines.slice(MOST)]
      setTyped(still.join('\n'))
      if (still.length === 0) onClose()
    } finally {
      setReading(false)
    }
  }
  return (
    <>
      <Text size="sm" mb={8}>
        {words.manyText}
      </Text>
      <TextField name="recipients" kind="lines" label={words.recipients} value={typed} onChange={setTyped} autoFocus />
      {unclear.length > 0 && (
        <ul role="alert" style={{ margin: '8px 0 0', paddingLeft: 18, color: 'var(--mantine-color-error)' }}>
          {unclear.map(({ line, ids }) => (
            <li key={line}>{ids.length === 0 ? words.notFound(line) : words.several(line)}</li>
          ))}
        </ul>
      )}
      <Group justify="flex-end" gap={8} mt="lg">
        <Button variant="default" onClick={onClose}>
          {common.cancel}
        </Button>
        <Button loading={reading} disabled={typed.trim() === ''} onClick={() => void read()}>
          {words.add}
        </Button>
      </Group>
    </>
  )
}
