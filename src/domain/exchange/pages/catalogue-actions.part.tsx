import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import type { CataloguePart } from '../rules/catalogue.ts'
import { once, type PartnerCatalogue, partnerCatalogues } from './catalogue-api.part.ts'

/** What can be done with a catalogue that came, beside applying it. */
export function CatalogueActions({ of }: { of: PartnerCatalogue }) {
  const words = useLabels(catalogueWords)
  const may = useMay()
  const notify = useNotify()
  const { id, state } = of
  const does = async (act: Promise<unknown>, said: string) => {
    try {
      await act
      notify.done(said)
      refresh()
    } catch (error) {
      notify.failed(error)
    }
  }
  return (
    <>
      {may('exchange.write') && state === 'proposed' && (
        <Button variant="default" onClick={() => void does(partnerCatalogues.leave.call({ id }, once()), words.left)}>
          {words.leave}
        </Button>
      )}
      {may('exchange.write') && (
        <Button
          variant="default"
          onClick={() => void does(partnerCatalogues.compare.call({ id }, once()), words.compared)}
        >
          {words.compare}
        </Button>
      )}
    </>
  )
}

/** Says what is applied, part by part; those that change nothing are not offered. */
export function ApplyCatalogue({ of, onClose }: { of: PartnerCatalogue; onClose(): void }) {
  const words = useLabels(catalogueWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const notify = useNotify()
  const { changedParts: offered } = of
  const [parts, setParts] = useState<string[]>(offered.map(({ part }) => part))
  const [working, setWorking] = useState(false)
  const apply = async () => {
    setWorking(true)
    try {
      const asked = { id: of.id, parts: parts as CataloguePart[] }
      const { added, changed, waiting } = await partnerCatalogues.apply.call(asked, once())
      const said = words.applied(format.integer(added), format.integer(changed))
      notify.done(waiting > 0 ? `${said} ${words.waiting(format.integer(waiting))}` : said)
      refresh()
      onClose()
    } catch (error) {
      notify.failed(error)
      setWorking(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.applyTitle}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <Text size="sm">{words.applyHint}</Text>
        <Checkbox.Group value={parts} onChange={setParts} aria-label={words.applyTitle}>
          <Stack gap={8}>
            {offered.map(({ part, count }) => (
              <Checkbox key={part} value={part} label={`${words.parts[part]} (${format.integer(count)})`} />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={working} disabled={parts.length === 0} onClick={() => void apply()} data-autofocus>
            {words.applyNow}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
