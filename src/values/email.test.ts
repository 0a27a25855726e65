import { expect, test } from 'vitest'
import { isEmail } from './email.ts'

test.each([
  'claire.martin@exemple.fr',
  "o'neil+revue@mail.exemple.co.uk",
  'a@b.fr',
  'contact@élan.fr',
  'abo_2023@xn--lan-9la.fr',
])('%s is an email address', text => expect(isEmail(text)).toBe(true))

test.each([
  '',
  '@',
  'claire',
  'claire@exemple',
  '@exemple.fr',
  'claire@',
  'claire@exemple.',
  'claire@.fr',
  'claire@exemple..fr',
  'claire@-exemple.fr',
  'claire@10.0.0.1',
  '.claire@exemple.fr',
  'claire..martin@exemple.fr',
  'claire martin@exemple.fr',
  ' claire@exemple.fr',
  'claire@exemple.fr\n',
  'claire@exemple@fr.fr',
  'Claire <claire@exemple.fr>',
  'a@b.fr,c@d.fr',
  `${'a'.repeat(65)}@exemple.fr`,
  `a@${'b.'.repeat(130)}fr`,
])('%j is not an email address', text => expect(isEmail(text)).toBe(false))
