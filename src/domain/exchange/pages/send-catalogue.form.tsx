import { Button, Group, Modal, MultiSelect, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogueWords } from '../labels/catalogue-screens.ts'
import { once, sentCatalogues } from './catalogue-api.part.ts'

/** Writes the catalogue of today for chosen families, and mails it to chosen partners. Source: D8. */
export function SendCatalogue({ onClose }: { onClose(): void }) {
  const words = useLabels(catalogueWords)
  const common = useLabels(commonWords)
  const format = useFormat()
  const { data: families = [] } = useQuery(sentCatalogues.families.queryOptions())
  const { data: partners } = useQuery(sentCatalogues.recipients.queryOptions())
  const [chosen, setChosen] = useState<string[]>([])
  const [to, setTo] = useState<string[]>([])
  const { working, send } = useSending(onClose)
  return (
    <Modal
      opened
      onClose={onClose}
      title={<strong>{words.sendTitle}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        <MultiSelect
          label={words.families}
          description={words.familiesHint}
          data={families
            .filter(({ family }) => family !== '')
            .map(({ family, productCount }) => ({
              value: family,
              label: `${family} (${format.integer(productCount)})`,
            }))}
          value={chosen}
          onChange={setChosen}
          searchable
        />
        {partners?.length === 0 ? (
          <Text size="sm">{words.noPartner}</Text>
        ) : (
          <MultiSelect
            label={words.to}
            description={words.toHint}
            data={(partners ?? []).map(({ partnerId, name, address }) => ({
              value: partnerId,
              label: `${name} · ${address}`,
            }))}
            value={to}
            onChange={setTo}
            searchable
          />
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={working} onClick={() => void send({ families: chosen, partnerIds: to })} data-autofocus>
            {words.write}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

function useSending(onClose: () => void) {
  const words = useLabels(catalogueWords)
  const format = useFormat()
  const notify = useNotify()
  const [working, setWorking] = useState(false)
  const send = async (asked: { families: string[]; partnerIds: string[] }) => {
    setWorking(true)
    try {
      const { productCount } = await sentCatalogues.send.call(asked, once())
      notify.done(words.written(format.many(productCount, words.productOne, words.productMany)))
      refresh()
      onClose()
    } catch (error) {
      notify.failed(error)
      setWorking(false)
    }
  }
  return { working, send }
}
