import { Anchor, Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { failureOf } from '../failure.ts'
import { useLabels } from '../language.ts'
import { refresh } from '../refresh.ts'
import { words } from '../words.ts'

type Linked = { to: string; label: string }
type Details = { link?: Linked; links?: readonly Linked[]; undo?: () => void; title?: string }
export type Notify = {
  done(message: string, details?: Details): void
  failed(error: unknown): void
  refused(message: string): void
}

const STAYS_MS = 6_000

/** Says what came out of an action, with a link to it and a way back where there is one. */
export function useNotify(): Notify {
  const text = useLabels(words)
  const router = useRouter()
  return useMemo(
    () => ({
      done: (message, { link, links = link ? [link] : [], undo, title } = {}) => {
        const id = crypto.randomUUID()
        const close = () => notifications.hide(id)
        notifications.show({
          id,
          ...(title ? { title } : {}),
          icon: <IconCheck size={16} />,
          color: 'green',
          autoClose: links.length > 0 || undo ? STAYS_MS * 2 : STAYS_MS / 2,
          withBorder: true,
          closeButtonProps: { 'aria-label': text.close },
          message: (
            <>
              {message}{' '}
              {links.map(({ to, label }) => (
                <Anchor
                  key={to}
                  component="button"
                  mr="xs"
                  onClick={() => {
                    close()
                    void router.navigate({ href: to })
                  }}
                >
                  {label}
                </Anchor>
              ))}
              {undo && (
                <Button
                  size="compact-sm"
                  variant="default"
                  ml="xs"
                  onClick={() => {
                    close()
                    undo()
                  }}
                >
                  {text.undo}
                </Button>
              )}
            </>
          ),
        })
      },
      failed: error => refused(failureOf(error, text.unreachable).message, text),
      refused: message => refused(message, text),
    }),
    [text, router],
  )
}

/** Does something at once, says that it is done or why not, and shows what is now so. */
export function useDoing() {
  const notify = useNotify()
  return async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work()
      if (done) notify.done(done)
    } catch (error) {
      notify.failed(error)
    }
    refresh()
  }
}

const refused = (message: string, { failed, close }: { failed: string; close: string }) =>
  void notifications.show({
    title: failed,
    closeButtonProps: { 'aria-label': close },
    message,
    icon: <IconAlertTriangle size={16} />,
    color: 'red',
    autoClose: STAYS_MS * 2,
    withBorder: true,
  })
