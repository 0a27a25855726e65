import { Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { skipToken, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { apiOf } from '../../../platform/web/api.ts'
import { failureOf } from '../../../platform/web/failure.ts'
import { useNotify } from '../../../platform/web/feedback/notify.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { refresh } from '../../../platform/web/refresh.ts'
import { words as commonWords } from '../../../platform/web/words.ts'
import { catalogContract } from '../contract.ts'
import { issueWords } from '../labels/issues.ts'
import { titleWords } from '../labels/titles.ts'
import { catalogLabels } from '../labels.ts'

const api = apiOf('catalog', catalogContract)
const COUNT = 4

/** Shows the issues to expect after the last one of a title, and creates them when that is right. Source: X-7. */
function PlanIssues({ titleId, opened, onClose }: { titleId: string; opened: boolean; onClose(): void }) {
  const words = useLabels(issueWords)
  const common = useLabels(commonWords)
  const { columns } = useLabels(catalogLabels)
  const { each } = useLabels(titleWords)
  const format = useFormat()
  const notify = useNotify()
  const [saving, setSaving] = useState(false)
  const title = useQuery(api.titles.get.queryOptions({ input: { id: titleId } }))
  const next = useQuery(api.issues.propose.queryOptions({ input: opened ? { titleId, count: COUNT } : skipToken }))
  const own = each[title.data?.kind ?? 'magazine']
  const create = async () => {
    setSaving(true)
    try {
      const made = await api.issues.plan.call(
        { titleId, count: COUNT },
        { context: { idempotencyKey: crypto.randomUUID() } },
      )
      notify.done(words.created(made.length))
      refresh()
      onClose()
    } catch (error) {
      notify.failed(error)
    } finally {
      setSaving(false)
    }
  }
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={<strong>{words.proposeTitle(title.data?.name ?? '')}</strong>}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <Stack gap="sm">
        {next.error ? (
          <Text role="alert">{failureOf(next.error, common.unreachable).message}</Text>
        ) : (
          <>
            <Text size="sm">{words.proposeText}</Text>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{own.issue}</Table.Th>
                  <Table.Th>{own.coverOn}</Table.Th>
                  <Table.Th>{columns.onSaleOn}</Table.Th>
                  <Table.Th>{own.closesOn}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody className="numbers">
                {next.data?.map(({ number, coverOn, onSaleOn, closesOn }) => (
                  <Table.Tr key={number}>
                    <Table.Td>{number}</Table.Td>
                    <Table.Td>{format.day(coverOn)}</Table.Td>
                    <Table.Td>{format.day(onSaleOn)}</Table.Td>
                    <Table.Td>{format.day(closesOn)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button loading={saving} disabled={!next.data} onClick={() => void create()} data-autofocus>
            {words.createThem(COUNT)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** The button of the list and of the card that proposes the next issues of a title. */
export function PlanIssuesButton({ titleId }: { titleId: string }) {
  const words = useLabels(issueWords)
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {words.proposeNext(COUNT)}
      </Button>
      <PlanIssues titleId={titleId} opened={opened} onClose={() => setOpened(false)} />
    </>
  )
}
