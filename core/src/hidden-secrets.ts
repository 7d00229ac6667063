/** Secrets that this process has handed out, in the forms in which they are likely to come back, and what stands for each. */
const placeholders = new Map<string, string>();

/** From now on {@link withoutSecrets} leaves the value out. Returns it. */
export function hideSecret(value: string, placeholder: string): string {
  for (const form of [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])
    placeholders.set(form, placeholder);
  return value;
}

/** A text that may have come from a plugin, with what stands for a secret in its place. */
export function withoutSecrets(text: string): string {
  let hidden = text;
  for (const [secret, placeholder] of placeholders) hidden = hidden.replaceAll(secret, () => placeholder);
  return hidden;
}
