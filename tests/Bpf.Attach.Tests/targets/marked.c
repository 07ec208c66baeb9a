/* A library with one function. */
__attribute__((noinline)) int marked(int value)
{
	__asm__ volatile("" : "+r"(value));
	return value + 1;
}
