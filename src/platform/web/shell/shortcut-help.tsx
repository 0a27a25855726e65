import { Modal, Switch } from '@mantine/core'
import { Keys } from '../keys.tsx'
import { useLabels } from '../language.ts'
import { useAllShortcuts, useShortcuts } from '../shortcuts.tsx'
import { useStored } from '../stored.ts'
import { words as commonWords } from '../words.ts'
import { shellWords } from './shell-words.ts'
import classes from './shortcut-help.module.css'

/** What the keyboard can do on this screen; `?` shows it. */
export function ShortcutHelp({ opened, onChange }: { opened: boolean; onChange(opened: boolean): void }) {
  const words = useLabels(shellWords)
  const common = useLabels(commonWords)
  const [single, setSingle] = useStored('singleKeys', true)
  useShortcuts([{ keys: '?', label: words.shortcuts, run: () => onChange(true) }])
  const all = useAllShortcuts().filter(({ label }) => label)
  return (
    <Modal
      opened={opened}
      onClose={() => onChange(false)}
      title={<strong>{words.shortcuts}</strong>}
      size={640}
      closeButtonProps={{ 'aria-label': common.close }}
    >
      <dl className={classes.list}>
        {all.map(({ keys, beside, label }) => (
          <div key={keys + label} className={classes.line}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={keys} />
              {beside && <Keys keys={beside} />}
            </dd>
          </div>
        ))}
      </dl>
      <Switch
        mt="md"
        label={words.singleKeys}
        checked={single}
        onChange={event => setSingle(event.currentTarget.checked)}
      />
    </Modal>
  )
}
