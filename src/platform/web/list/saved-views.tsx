import { ActionIcon, Button, CloseButton, Group, Popover, Stack, Text, TextInput } from '@mantine/core'
import { IconBookmark } from '@tabler/icons-react'
import { useState } from 'react'
import { useLabels } from '../language.ts'
import { useStored } from '../stored.ts'
import classes from './list.module.css'
import type { ListState } from './list-state.ts'
import { listWords } from './list-words.ts'

type View = { name: string; text: string }
const none: View[] = []

/** Filters, search and order kept under a name, to come back to in one click. */
export function SavedViews({ name, state }: { name: string; state: ListState }) {
  const words = useLabels(listWords)
  const [views, setViews] = useStored<View[]>(`views.${name}`, none)
  const [typed, setTyped] = useState('')
  const [opened, setOpened] = useState(false)
  const save = () => {
    if (!typed.trim()) return
    setViews([...views.filter(view => view.name !== typed.trim()), { name: typed.trim(), text: state.asText }])
    setTyped('')
  }
  return (
    <Popover position="bottom-end" trapFocus returnFocus width={300} opened={opened} onChange={setOpened}>
      <Popover.Target>
        <ActionIcon title={words.views} aria-label={words.views} onClick={() => setOpened(!opened)}>
          <IconBookmark size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.views} p="sm">
        <Stack gap={8}>
          {views.length === 0 && (
            <Text size="xs" c="dimmed">
              {words.noViews}
            </Text>
          )}
          {views.map(view => (
            <div key={view.name} className={classes.columnLine}>
              <Button
                variant="subtle"
                justify="start"
                fullWidth
                onClick={() => {
                  state.fromText(view.text)
                  setOpened(false)
                }}
              >
                {view.name}
              </Button>
              <CloseButton
                size="sm"
                aria-label={words.deleteView(view.name)}
                onClick={() => setViews(views.filter(other => other !== view))}
              />
            </div>
          ))}
          <form
            onSubmit={event => {
              event.preventDefault()
              save()
            }}
          >
            <Group gap={8} wrap="nowrap" align="end">
              <TextInput
                label={words.viewName}
                value={typed}
                onChange={event => setTyped(event.currentTarget.value)}
                flex={1}
                maxLength={60}
              />
              <Button type="submit" disabled={!typed.trim()}>
                {words.saveView}
              </Button>
            </Group>
          </form>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
