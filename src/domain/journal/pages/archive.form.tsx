import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { useCompany } from '../../../platform/web/company.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { CheckField } from '../../../platform/web/fields/choice-field.tsx'
import { DayField } from '../../../platform/web/fields/day-field.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { writeSearch } from '../../../platform/web/search-params.ts'
import { useSession } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { journalContract } from '../contract.ts'
import { journalWords } from '../labels/screens.ts'

const api = apiOf('journal', journalContract)

/** Asks for which days, and hands the archive over; the browser streams it to the disk. */
export function ArchiveForm({ onClose }: { onClose(): void }) {
  const words = useLabels(journalWords)
  const common = useLabels(commonWords)
  const company = useCompany()
  const notify = useNotify()
  const { today } = useSession()
  const [from, setFrom] = useState<string | null>(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState<string | null>(today)
  const [papers, setPapers] = useState(false)
  const get = async (asked: { from: string; to: string }) => {
    try {
      const { count } = await api.count.call(asked)
      if (count === 0) return notify.refused(words.archiveEmpty)
      window.location.assign(
        `/api/journal-archive${writeSearch({ ...asked, company, papers: papers ? 'pdf' : 'none' })}`,
      )
      onClose()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.archiveTitle}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.archiveText}</Text>
        <Group grow>
          <DayField name="from" label={words.archiveFrom} value={from} onChange={setFrom} />
          <DayField name="to" label={words.archiveTo} value={to} onChange={setTo} />
        </Group>
        <CheckField name="papers" label={words.archivePapers} value={papers} onChange={setPapers} />
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button disabled={!from || !to} onClick={() => from && to && void get({ from, to })} data-autofocus>
            {words.archiveGet}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
