// English for this part of the desk.

export const gridEn = {
  title: 'grid',
} as const;
