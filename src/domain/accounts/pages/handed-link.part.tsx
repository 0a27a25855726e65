import { Secret } from '../../../platform/web/feedback/secret.tsx'
import { useFormat } from '../../../platform/web/format.ts'
import { useLabels } from '../../../platform/web/language.ts'
import { peopleWords } from '../labels/people.ts'

export type Handed = { name: string; link: { token: string; expiresAt: string } }

/** The link by which a user chooses a password, shown once to hand it over. */
export function HandedLink({ handed: { name, link }, onClose }: { handed: Handed; onClose(): void }) {
  const words = useLabels(peopleWords)
  const format = useFormat()
  return (
    <Secret
      title={words.linkTitle}
      text={words.linkText(name, format.instant(link.expiresAt))}
      secret={`${location.origin}/welcome/${encodeURIComponent(link.token)}`}
      copy={words.copy}
      onClose={onClose}
    />
  )
}
