import { ActionIcon, Drawer } from '@mantine/core'
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useLabels } from '../language.ts'
import { useNarrow } from '../layout.ts'
import { words as commonWords } from '../words.ts'
import classes from './list.module.css'
import { listWords } from './list-words.ts'

type PanelProps = { onClose(): void; onStep: ((by: 1 | -1) => void) | undefined; children: ReactNode }

/** A record at the side of its list, which stays in view; over the whole screen on a phone. */
export function ListPanel({ onClose, onStep, children }: PanelProps) {
  const words = useLabels(listWords)
  const narrow = useNarrow()
  const bar = <PanelBar onClose={onClose} onStep={onStep} />
  if (narrow) {
    return (
      <Drawer
        opened
        onClose={onClose}
        size="100%"
        position="bottom"
        withCloseButton={false}
        padding={0}
        attributes={{ content: { 'aria-label': words.panel } }}
      >
        {bar}
        {children}
      </Drawer>
    )
  }
  return (
    <aside className={classes.panel} aria-label={words.panel}>
      {bar}
      <div className={classes.panelContent}>{children}</div>
    </aside>
  )
}

function PanelBar({ onClose, onStep }: Omit<PanelProps, 'children'>) {
  const words = useLabels(listWords)
  const common = useLabels(commonWords)
  return (
    <div className={classes.panelBar}>
      {onStep && (
        <>
          <ActionIcon aria-label={words.recordPrevious} onClick={() => onStep(-1)}>
            <IconChevronUp size={18} />
          </ActionIcon>
          <ActionIcon aria-label={words.recordNext} onClick={() => onStep(1)}>
            <IconChevronDown size={18} />
          </ActionIcon>
        </>
      )}
      <ActionIcon aria-label={common.close} onClick={onClose} className={classes.panelClose}>
        <IconX size={18} />
      </ActionIcon>
    </div>
  )
}
