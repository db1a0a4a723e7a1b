// English for this part of the desk.

export const dayEn = {
  title: 'day',
} as const;
