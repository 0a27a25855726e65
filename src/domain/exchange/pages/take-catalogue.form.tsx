import { Alert, Button, FileInput, Group, Modal, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { base64Of } from '../../../platform/web/base64.ts'
import { useCompanyPath } from '../../../platform/web/company.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { once, partnerCatalogues } from './catalogue-api.part.ts'

const MOST_FILES = 4
/** Together, as they travel in Base64 in one request of 20 MiB at most. */
const MOST_MEGABYTES = 14
const MEGABYTE = 1_000_000

/** Takes the catalogue that a partner handed over as a file, and shows what it would change. Source: INT-9. */
export function TakeCatalogue({ onClose }: { onClose(): void }) {
  const words = useLabels(catalogueWords)
  const common = useLabels(commonWords)
  const notify = useNotify()
  const navigate = useNavigate()
  const path = useCompanyPath()
  const [files, setFiles] = useState<File[]>([])
  const [error, setError] = useState<string | null>(null)
  const [working, setWorking] = useState(false)
  const isTooLarge = files.reduce((bytes, { size }) => bytes + size, 0) > MOST_MEGABYTES * MEGABYTE
  const take = async () => {
    setWorking(true)
    setError(null)
    try {
      const given = files.slice(0, MOST_FILES).map(async file => ({ name: file.name, content: await base64Of(file) }))
      const { id, partner } = await partnerCatalogues.take.call({ files: await Promise.all(given) }, once())
      notify.done(words.taken(partner))
      refresh()
      await navigate({ to: path(`partner-catalogues/${id}`) })
    } catch (thrown) {
      setError(failureOf(thrown, common.unreachable).message)
      setWorking(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.take}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <FileInput
          label={words.files}
          description={words.filesHint}
          placeholder={words.choose}
          accept=".zip,.json,.jws"
          multiple
          value={files}
          onChange={setFiles}
          error={isTooLarge && words.filesTooLarge(String(MOST_MEGABYTES))}
          data-autofocus
        />
        {error && (
          <Alert color="red" role="alert" p="xs">
            {error}
          </Alert>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={working} disabled={files.length === 0 || isTooLarge} onClick={() => void take()}>
            {words.take}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
