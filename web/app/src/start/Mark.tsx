// The mark of the product: three strips of tape on a black case.

export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 28 28" aria-hidden="true">
      <rect width="28" height="28" rx="6" fill="#14171a" />
      <path d="M7 9h14M7 14h9M7 19h12" stroke="#ffd21f" stroke-width="3" />
    </svg>
  );
}
